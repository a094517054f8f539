import { useCallback, useEffect, useRef, useState } from 'react';
import type { AuditRow } from '../../../../shared/wire/operate-api.ts';
import { operateApi } from '../../../connection/http-operate.ts';
import { queryOf, type AuditFilter } from './audit-filter.ts';

const PAGE = 100;
/** What comes in a burst is asked for once; typing too. */
const CALM_MS = 400;

export interface AuditPages {
  readonly rows: readonly AuditRow[];
  /** How many entries the log has. */
  readonly seq: number | null;
  readonly loading: boolean;
  /** Why the last request failed; null. */
  readonly problem: string | null;
  /** Asks for the page after the oldest row; null when there is none. */
  readonly older: (() => void) | null;
  readonly retry: () => void;
}

interface Read {
  readonly of: AuditFilter;
  readonly rows: readonly AuditRow[];
  readonly seq: number;
  readonly next: number | null;
}

/**
 * The audit as the server tells it, page by page. Whenever `head` moves, the newest page is asked for
 * again; older pages stay, as a log only grows, except for what `valid` says: a void is a row of the new
 * page, so its target is turned here.
 */
export function useAudit(slug: string, filter: AuditFilter, head: number): AuditPages {
  const [read, setRead] = useState<Read | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const latest = useRef(filter);

  useEffect(() => {
    latest.current = filter;
    let left = false;
    const timer = setTimeout(() => {
      void operateApi.audit(slug, { ...queryOf(filter), count: PAGE }).then((answer) => {
        if (left) return;
        if (!answer.ok) {
          setProblem(answer.problem.message);
          return;
        }
        const { rows, next, seq } = answer.value;
        setProblem(null);
        setRead((before) => joined(before, { of: filter, rows, next, seq }));
      });
    }, CALM_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [slug, filter, head, asked]);

  const next = read?.of === filter ? read.next : null;
  const older = useCallback(() => {
    if (next === null) return;
    void operateApi
      .audit(slug, { ...queryOf(filter), count: PAGE, before: next })
      .then((answer) => {
        if (latest.current !== filter) return;
        if (!answer.ok) {
          setProblem(answer.problem.message);
          return;
        }
        const page = answer.value;
        setRead((before) =>
          before?.of === filter
            ? { ...before, rows: [...before.rows, ...page.rows], next: page.next }
            : before,
        );
      });
  }, [slug, filter, next]);

  return {
    rows: read?.rows ?? [],
    seq: read?.seq ?? null,
    loading: read?.of !== filter && problem === null,
    problem,
    older: next === null ? null : older,
    retry: useCallback(() => setAsked((times) => times + 1), []),
  };
}

/** The newest page over the pages that were read before, where it reaches down to them. */
function joined(before: Read | null, page: Read): Read {
  const oldest = page.rows.at(-1)?.seq;
  if (before?.of !== page.of || oldest === undefined || page.next === null) return page;
  const below = before.rows.filter(({ seq }) => seq < oldest);
  const reaches = before.rows.some(({ seq }) => seq >= oldest);
  if (!reaches || below.length === 0) return page;
  return {
    ...page,
    rows: [...page.rows, ...below.map((row) => turned(row, page.rows))],
    next: before.next,
  };
}

function turned(row: AuditRow, newer: readonly AuditRow[]): AuditRow {
  const verdict = newer.find(
    ({ target, type }) => target === row.id && (type === 'entryVoided' || type === 'entryRestored'),
  );
  return verdict === undefined ? row : { ...row, valid: verdict.type === 'entryRestored' };
}
