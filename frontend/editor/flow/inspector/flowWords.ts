/** Words of the panel of a flow. */
import { catalogue } from "../../../ui/i18n";

export const w = catalogue({
  en: {
    global: "Works everywhere",
    globalHelp: "A command such as “help” or “start over”: it is heard also while a question waits.",
    onlyIf: "Only if",
    "help.end": "Runs when a conversation is over.",
    "help.error": "Runs when a step breaks. The variable problem says what happened.",
    "help.fallback": "Runs when nothing fits what the visitor said.",
    "help.main": "Runs when a conversation begins.",
    "help.normal": "Runs when one of its triggers fits, or when another flow leads here.",
    "help.timeout": "Runs when the visitor has been silent for so long that the session is over.",
    "mark.end": "end",
    "mark.error": "error",
    "mark.fallback": "fallback",
    "mark.main": "main",
    "mark.timeout": "timeout",
  },
  fr: {
    global: "Fonctionne partout",
    globalHelp: "Une commande comme « aide » ou « recommencer » : elle est entendue aussi pendant une question.",
    onlyIf: "Seulement si",
    "help.end": "S’exécute quand une conversation est finie.",
    "help.error": "S’exécute quand une étape échoue. La variable problem dit ce qui s’est passé.",
    "help.fallback": "S’exécute quand rien ne convient à ce que dit le visiteur.",
    "help.main": "S’exécute au début d’une conversation.",
    "help.normal": "S’exécute quand un déclencheur convient, ou quand un autre flux mène ici.",
    "help.timeout": "S’exécute quand le visiteur s’est tu si longtemps que la session est finie.",
    "mark.end": "fin",
    "mark.error": "erreur",
    "mark.fallback": "repli",
    "mark.main": "principal",
    "mark.timeout": "délai",
  },
});

/** The kind of a flow in one word, for lists. */
export function kindMark(kind: string): string {
  switch (kind) {
    case "end":
    case "error":
    case "fallback":
    case "main":
    case "timeout":
      return w(`mark.${kind}`);
    default:
      return kind;
  }
}
