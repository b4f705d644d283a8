import { useState } from "react";
import { Button, Dialog, IconButton, Segmented, Select, toast } from "../../../../ui";
import { useSetQueue } from "../../../api/talk";
import type { AgentQueue } from "../../../api/talkTypes";
import { DayRow } from "./DayRow";
import { asHours, asWeek, dayNames, faultOf, office, withDay, zoneHere, zones, type Week } from "./hours";
import { t } from "./words";
import "./hours.css";

function Holidays({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const put = (closed: readonly string[]) => onChange({ ...week, closed });
  return (
    <div className="field" role="group" aria-label={t("holidays")}>
      <span className="label">{t("holidays")}</span>
      {week.closed.map((day, index) => (
        <span key={index} className="row hoursholiday">
          <input
            type="date"
            className="input"
            aria-label={t("holiday")}
            value={day}
            onChange={(event) => put(week.closed.map((before, at) => (at === index ? event.target.value : before)))}
          />
          <IconButton icon="close" label={t("removeHoliday", { day })} onClick={() => put(week.closed.filter((_, at) => at !== index))} />
        </span>
      ))}
      <span>
        <Button size="s" icon="add" onClick={() => put([...week.closed, ""])}>
          {t("addHoliday")}
        </Button>
      </span>
    </div>
  );
}

/** When a queue is open: always, or by the week in a time zone, but for single days. */
export function HoursDialog({ slug, queue, onClose }: { slug: string; queue: AgentQueue; onClose: () => void }) {
  const change = useSetQueue(slug);
  const [kind, setKind] = useState<"always" | "week">(queue.hours === null ? "always" : "week");
  const [week, setWeek] = useState(() => (queue.hours === null ? office(zoneHere()) : asWeek(queue.hours)));
  const faulty = kind === "week" && week.days.some((day) => faultOf(day) !== null);

  function save() {
    const hours = kind === "always" ? null : asHours(week);
    change.mutate(
      { name: queue.name, open: queue.open, hours },
      {
        onSuccess: () => {
          toast(t("saved", { queue: queue.name }));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      title={t("title", { queue: queue.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" disabled={faulty || change.isPending} onClick={save}>
            {change.isPending ? t("saving") : t("save")}
          </Button>
        </>
      }
    >
      <div className="form">
        <p className="t2">{t("text")}</p>
        <span className="hourskind">
          <Segmented
            label={t("when")}
            value={kind}
            onChange={setKind}
            segments={[
              { value: "always", title: t("always") },
              { value: "week", title: t("week") },
            ]}
          />
        </span>
        {kind === "week" && (
          <>
            <Select
              label={t("zone")}
              choices={zones(week.timezone).map((zone) => ({ value: zone, title: zone.replaceAll("_", " ") }))}
              value={week.timezone}
              onChoose={(timezone) => setWeek({ ...week, timezone })}
            />
            <div className="hoursdays">
              {dayNames("long").map((name, day) => (
                <DayRow key={name} name={name} day={week.days[day] ?? []} onChange={(spans) => setWeek(withDay(week, day, spans))} />
              ))}
            </div>
            <Holidays week={week} onChange={setWeek} />
          </>
        )}
        {change.isError && (
          <p className="small bad" role="alert">
            {t("failed", { why: change.error.message })}
          </p>
        )}
      </div>
    </Dialog>
  );
}
