// Prose of everyday kinds, written for this project: what the profiles of the languages learn besides the grammar's sentences.
export const samples = {
  en: `When you write to someone whom you have never met, it is best to say at once who you are and what you would like. People have
little time, and a short letter which comes to the point will be read before a long one. There was a time when everything had to be
sent by post; now most of us get more messages than we could ever answer. I think that this should make us more careful with our
words, not less. They asked whether the meeting had been moved, but nobody could tell them, because those who knew were away. If it
rains we shall stay here and talk about what happened last summer. You may have heard that the price of bread has gone up again.
Please open the window, thank you, and let me know if there is anything else that I can do for you. We would have been there
earlier, but the trains were not running. Which of these do you like better? She was born in a small town by the sea. How much does
it weigh, and who is going to carry it up the stairs? Researchers found that children who sleep enough learn faster at school.`,
  de: `Wenn man jemandem schreibt, den man noch nie getroffen hat, sagt man am besten gleich, wer man ist und was man möchte. Die Leute
haben wenig Zeit, und ein kurzer Brief, der zur Sache kommt, wird eher gelesen als ein langer. Früher musste alles mit der Post
geschickt werden; heute bekommen die meisten von uns mehr Nachrichten, als wir je beantworten könnten. Ich glaube, dass wir deshalb
sorgfältiger mit unseren Worten umgehen sollten, nicht weniger. Sie fragten, ob die Sitzung verschoben worden sei, aber niemand konnte es
ihnen sagen, weil alle, die es wussten, nicht da waren. Falls es regnet, bleiben wir hier und reden darüber, was im letzten Sommer
passiert ist. Vielleicht haben Sie gehört, dass das Brot schon wieder teurer geworden ist. Bitte öffnen Sie das Fenster, vielen Dank,
und lassen Sie mich wissen, ob ich sonst noch etwas für Sie tun kann. Wir wären früher gekommen, aber die Züge fuhren nicht. Welches
davon gefällt dir besser? Sie wurde in einer kleinen Stadt am Meer geboren. Wie schwer ist es, und wer wird es die Treppe
hinauftragen? Forscher haben herausgefunden, dass Kinder, die genug schlafen, in der Schule schneller lernen.`,
  fr: `Quand on écrit à quelqu'un que l'on n'a jamais rencontré, il vaut mieux dire tout de suite qui l'on est et ce que l'on voudrait.
Les gens ont peu de temps, et une courte lettre qui va droit au but sera lue avant une longue. Autrefois, tout devait être envoyé par la
poste ; maintenant, la plupart d'entre nous reçoivent plus de messages qu'ils ne pourront jamais en lire. Je crois que cela devrait nous
rendre plus attentifs à nos mots, et non moins. Ils ont demandé si la réunion avait été déplacée, mais personne ne pouvait le leur dire,
parce que ceux qui le savaient étaient absents. S'il pleut, nous resterons ici et nous parlerons de ce qui s'est passé l'été dernier.
Vous avez peut-être entendu que le prix du pain a encore augmenté. Ouvrez la fenêtre, s'il vous plaît, merci, et dites-moi s'il y a
autre chose que je puisse faire pour vous. Nous serions arrivés plus tôt, mais les trains ne circulaient pas. Lequel de ceux-ci
aimes-tu le mieux ? Elle est née dans une petite ville au bord de la mer. Combien cela pèse-t-il, et qui va le monter par l'escalier ?
Des chercheurs ont découvert que les enfants qui dorment assez apprennent plus vite à l'école.`,
  es: `Cuando se escribe a alguien a quien nunca se ha visto, lo mejor es decir enseguida quién es uno y qué desea. La gente tiene poco
tiempo, y una carta corta que va al grano se lee antes que una larga. Antes todo tenía que enviarse por correo; ahora la mayoría de
nosotros recibe más mensajes de los que podríamos contestar. Creo que eso debería hacernos más cuidadosos con nuestras palabras, y no
menos. Preguntaron si la reunión se había cambiado de fecha, pero nadie pudo decírselo, porque los que lo sabían estaban fuera. Si
llueve, nos quedaremos aquí y hablaremos de lo que pasó el verano pasado. Quizá usted haya oído que el precio del pan ha vuelto a subir.
Abra la ventana, por favor, muchas gracias, y dígame si hay algo más que yo pueda hacer por usted. Habríamos llegado más temprano,
pero los trenes no circulaban. ¿Cuál de estos te gusta más? Ella nació en una ciudad pequeña junto al mar. ¿Cuánto pesa, y quién lo
va a subir por la escalera? Los investigadores han descubierto que los niños que duermen lo suficiente aprenden más rápido.`,
};
