"""
Writes metric-vectors.json: random and tricky pairs of texts with the scores that sacrebleu gives them.

    python3 -m venv /tmp/sacrebleu && /tmp/sacrebleu/bin/pip install sacrebleu==2.6.0
    /tmp/sacrebleu/bin/python packages/commodities/test/translation/make-metric-vectors.py
    npx -y pnpm@12 format
"""

import json
import random
from pathlib import Path

import sacrebleu
from sacrebleu.metrics import BLEU, CHRF

CHRF_PP = CHRF(word_order=2)
SENTENCE_BLEU, CORPUS_BLEU = BLEU(effective_order=True), BLEU()

TRICKY = [
    "", " ", ".", "a", "A", "é", "e\u0301", "ß ss", "(hi)", "\"hi\"", "¿Qué?", "don't", "l'arbre", "12,50", "12.50", "3-4", "a-b",
    "1,000.", "x.y,z", "&quot;a&quot; &amp; b", "&lt;skipped&gt;", "<skipped>a", "end-\nof line", "tab\tand\nnewline",
    "no\u00a0break", "thin\u202fspace ?", "wide\u3000space", "zero\u200bwidth", "\ufeffbom", "\x1cfile\x1dsep", "next\x85line",
    "👍🏽 ok", "👨\u200d👩\u200d👧", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 text", "مرحبا بالعالم", "日本語のテキスト。", "…", "— dash –", "$5 + #3 = @x",
    "{a}[b]`c`~d^e|f\\g/h", "a  b   c ", "..,,..", "A.B.C.", "9-", "-9", "1.", ".1", "1,a", "a,1", "ﬁ fi", "İ i̇",
]
WORDS = "the a cat Katze chat gato sees sieht voit ve, old. 12 3,5 (x) \"y\" l'eau ¿qué? straße naïve 👍 — - . , & % it's".split(" ")


def sentence(rng: random.Random) -> str:
    joints = [" ", " ", " ", "  ", "\u00a0", "\t", ""]
    return "".join(rng.choice(WORDS) + rng.choice(joints) for _ in range(rng.randint(0, 14)))


def noisy(rng: random.Random, text: str) -> str:
    characters = list(text)
    for _ in range(rng.randint(0, 6)):
        place = rng.randint(0, len(characters))
        if rng.random() < 0.5:
            characters.insert(place, rng.choice("ab .,-é1👍ß\u2009"))
        elif characters:
            characters.pop(min(place, len(characters) - 1))
    return "".join(characters)


def case(hypothesis: str, references: list[str]) -> dict:
    return {
        "hypothesis": hypothesis,
        "references": references,
        "chrf": CHRF_PP.sentence_score(hypothesis, references).score,
        "bleu": SENTENCE_BLEU.sentence_score(hypothesis, references).score,
    }


def corpus(cases: list[dict]) -> dict:
    hypotheses = [c["hypothesis"] for c in cases]
    references = [list(column) for column in zip(*[c["references"] for c in cases], strict=True)]
    return {
        "from": None,
        "chrf": CHRF_PP.corpus_score(hypotheses, references).score,
        "bleu": CORPUS_BLEU.corpus_score(hypotheses, references).score,
    }


def main() -> None:
    rng = random.Random(7)
    singles = [case(a, [b]) for a in TRICKY for b in rng.sample(TRICKY, 4) + [a]]
    for _ in range(250):
        text = sentence(rng)
        singles.append(case(noisy(rng, text), [text]))
        singles.append(case(sentence(rng), [text]))
    doubles = [case(noisy(rng, text), [text, noisy(rng, text)]) for text in (sentence(rng) for _ in range(100))]
    cases = singles + doubles
    corpora = []
    for start, end in [(0, 50), (50, 255), (255, 755), (300, 310), (400, 401), (755, 855), (0, 755)]:
        corpora.append(corpus(cases[start:end]) | {"from": start, "to": end})
    result = {"sacrebleu": sacrebleu.__version__, "chrf": str(CHRF_PP.get_signature()), "bleu": str(CORPUS_BLEU.get_signature()),
              "cases": cases, "corpora": corpora}
    path = Path(__file__).with_name("metric-vectors.json")
    path.write_text(json.dumps(result, ensure_ascii=True, separators=(",", ":")).replace('{"hypo', '\n{"hypo') + "\n", encoding="utf-8")
    print(len(cases), "cases", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
