import { catalogue } from "../../../ui/i18n";

export const t = catalogue({
  en: {
    title: "Sign in",
    email: "E-mail",
    password: "Password",
    enter: "Sign in",
    entering: "Signing in…",
    missingEmail: "Your e-mail address is missing.",
    missingPassword: "Your password is missing.",
    wrong: "E-mail and password do not belong together. Check both, or use a one-time link.",
    tooMany: "Too many tries. Wait a minute, then try again.",
    offline: "The server does not answer. Is it running? Try again in a moment.",
    linkTitle: "First time here, or no password?",
    linkText:
      "Each time the server starts, it prints a one-time link in its terminal. Open that link in this browser. The server starts with",
  },
  fr: {
    title: "Se connecter",
    email: "E-mail",
    password: "Mot de passe",
    enter: "Se connecter",
    entering: "Connexion…",
    missingEmail: "Votre adresse e-mail manque.",
    missingPassword: "Votre mot de passe manque.",
    wrong: "L’e-mail et le mot de passe ne vont pas ensemble. Vérifiez les deux, ou utilisez un lien unique.",
    tooMany: "Trop d’essais. Attendez une minute, puis réessayez.",
    offline: "Le serveur ne répond pas. Tourne-t-il ? Réessayez dans un instant.",
    linkTitle: "Première fois ici, ou pas de mot de passe ?",
    linkText:
      "À chaque démarrage, le serveur affiche dans son terminal un lien à usage unique. Ouvrez ce lien dans ce navigateur. Le serveur démarre avec",
  },
});
