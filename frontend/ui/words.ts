import { catalogue } from "./i18n";

/** Words of the shared components. */
export const t = catalogue({
  en: {
    close: "Close",
    optional: "optional",
    cancel: "Cancel",
    dismiss: "Dismiss",
    loading: "Loading",
    light: "Light",
    dark: "Dark",
    auto: "As the system",
    theme: "Theme",
    asTable: "As a table",
  },
  fr: {
    close: "Fermer",
    optional: "facultatif",
    cancel: "Annuler",
    dismiss: "Fermer",
    loading: "Chargement",
    light: "Clair",
    dark: "Sombre",
    auto: "Comme le système",
    theme: "Thème",
    asTable: "En tableau",
  },
});
