export {
  createVisionChallenge,
  createVisionChallenges,
  createVisionRound,
  type VisionChallenge,
  type VisionCheck,
} from "./challenge.js";
export {
  defaultVisionLimits,
  parseVisionRequest,
  type VisionKind,
  type VisionLimits,
  type VisionTask,
} from "./contract.js";
export { type CopyFinding, type CopyRules, copyFactor, errorsOf, findCopies, type MinerErrors } from "./copies.js";
export { CopyWatch, type CopyWatchLimits } from "./copy-watch.js";
export { drawnLabels } from "./draw/labels.js";
export { type Box, iou } from "./geometry/box.js";
export { repackImage } from "./image/repack.js";
export { type VisionMarket, vision } from "./index.js";
export {
  type AveragePrecision,
  averagePrecision,
  type ImageDetections,
  type LabelledBox,
  type ScoredBox,
} from "./metrics/average-precision.js";
export { type Calibration, type CalibrationBin, type Claim, calibrationOf } from "./metrics/calibration.js";
export { brierScore, logScore, sphericalScore } from "./metrics/proper-scores.js";
export { referenceVisionModel } from "./model/load.js";
export { visionModelFromOnnx } from "./model/onnx-vision-model.js";
export type { VisionModelErrorData, VisionSettings } from "./model/settings.js";
export type { Classification, Detection, VisionModel, VisionModelCard } from "./model/vision-model.js";
export {
  type LabelledPool,
  type LabelledPoolErrorData,
  openLabelledPool,
  type PooledImage,
} from "./pool/labelled-pool.js";
export {
  scoreVision,
  type VisionParts,
  type VisionReference,
  type VisionScore,
  type VisionScoreInput,
} from "./score.js";
export { answerVision, serveVision } from "./serve.js";
export {
  type AnsweredImage,
  type ClassificationSummary,
  type DetectionSummary,
  summariseVision,
  type VisionSummary,
} from "./summary.js";
export { type VisionEvidence, verifyVision } from "./verify.js";
