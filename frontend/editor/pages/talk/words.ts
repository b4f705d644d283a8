import { catalogue } from "../../../ui/i18n";

/** Words of what both the conversations and the inbox show. */
export const t = catalogue({
  en: {
    visitor: "Visitor {id}",
    options: "Offered",
    asksFor: "asks for: {what}",
    began: "The conversation began.",
    happened: "Event {name}.",
    timePassed: "Time passed.",
    tookOver: "{who} took over. The bot is silent.",
    gaveBack: "{who} gave it back to the bot.",
    unavailable: "Nobody was there to take over.",
    setAside: "This turn failed for good. The visitor was told so.",
    turn: "Turn {turn}",
    whyTurn: "Turn {turn}: see why",
    missed: "not understood",
    transcript: "Transcript",
    web: "Web chat",
    rest: "REST",
    rasa: "Rasa channel",
    nothingSaid: "Nothing said yet",
    backToList: "Back to the list",
    notAllowed: "Your role does not open conversations.",
    notAllowedText: "Ask an admin of the workspace to make you an agent or editor.",
    again: "Try again",
    onDraft: "On the draft",
    onDraftSilent: "Says nothing else here",
    someone: "Somebody",
  },
  fr: {
    visitor: "Visiteur {id}",
    options: "Proposé",
    asksFor: "demande : {what}",
    began: "La conversation a commencé.",
    happened: "Événement {name}.",
    timePassed: "Du temps a passé.",
    tookOver: "{who} a pris le relais. Le bot se tait.",
    gaveBack: "{who} a rendu la main au bot.",
    unavailable: "Personne n’était là pour prendre le relais.",
    setAside: "Ce tour a échoué pour de bon. Le visiteur en a été averti.",
    turn: "Tour {turn}",
    whyTurn: "Tour {turn} : voir pourquoi",
    missed: "pas compris",
    transcript: "Transcription",
    web: "Chat web",
    rest: "REST",
    rasa: "Canal Rasa",
    nothingSaid: "Rien n’a encore été dit",
    backToList: "Retour à la liste",
    notAllowed: "Votre rôle n’ouvre pas les conversations.",
    notAllowedText: "Demandez à un administrateur de l’espace de vous faire agent ou éditeur.",
    again: "Réessayer",
    onDraft: "Avec le brouillon",
    onDraftSilent: "Ne dit rien d’autre ici",
    someone: "Quelqu’un",
  },
});

/** A channel in words; one this page does not know stands as it is called. */
export function channelName(channel: string): string {
  return channel === "web" || channel === "rest" || channel === "rasa" ? t(channel) : channel;
}
