import { useEffect, useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { Button, Mark, TextField } from "../../../ui";
import { ApiProblem } from "../../api/client";
import { useSession, useSignIn } from "../../api/queries";
import { ThemeMenu } from "../../app/menus";
import { BOTS } from "../../app/places";
import { t } from "./words";
import "./sign-in.css";

/** Where to go afterwards: a page of the studio, never another site. */
function destination(): string {
  const next = new URLSearchParams(window.location.search).get("next");
  return next !== null && next.startsWith("/studio/") ? next : BOTS;
}

function explain(problem: Error): string {
  if (!(problem instanceof ApiProblem)) return problem.message;
  if (problem.offline || problem.status >= 500) return t("offline");
  if (problem.status === 429) return t("tooMany");
  return t("wrong");
}

/** One line, drawn once: into the page, around the bead, on to the form. */
function Thread() {
  return (
    <svg className="signthread" viewBox="0 0 360 120" aria-hidden="true">
      <path d="M-1400 60H96c30 0 30-44 64-44s36 88 70 88 30-44 56-44h70" pathLength="1" />
      <circle cx="160" cy="16" r="5" />
      <circle cx="230" cy="104" r="5" />
      <circle cx="356" cy="60" r="6" className="end-bead" />
    </svg>
  );
}

function SignInForm() {
  const signIn = useSignIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (email.trim() !== "" && password !== "") signIn.mutate({ email: email.trim(), password });
  }

  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField
        label={t("email")}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        value={email}
        error={tried && email.trim() === "" ? t("missingEmail") : null}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={t("password")}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        error={tried && password === "" ? t("missingPassword") : signIn.error !== null ? explain(signIn.error) : null}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" kind="primary" size="l" disabled={signIn.isPending}>
        {signIn.isPending ? t("entering") : t("enter")}
      </Button>
    </form>
  );
}

export function SignInPage() {
  const session = useSession();
  const [, go] = useLocation();
  const inside = session.data !== undefined && session.data.member !== null;

  useEffect(() => {
    if (inside) go(destination(), { replace: true });
  }, [inside, go]);

  return (
    <div className="signin">
      <div className="signtheme">
        <ThemeMenu />
      </div>
      <main>
        <Thread />
        <div className="row signhead">
          <Mark size="l" />
          <h1>{t("title")}</h1>
        </div>
        <SignInForm />
        <section className="signlink">
          <h2 className="strong">{t("linkTitle")}</h2>
          <p className="t2">
            {t("linkText")} <code className="mono">make run</code>
          </p>
        </section>
      </main>
    </div>
  );
}
