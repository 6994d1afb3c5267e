const BASE = new URL("api/v1/", document.baseURI);
const PAGE_SIZE = 5000;
const RETRY_MILLIS = 5000;
const FINAL = new Set(["SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED"]);

/** An answer that is not what was asked for, in the server's words (RFC 9457). */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail ? `${title}: ${detail}` : title);
    this.status = status;
  }
}

export function isFinal(sweep) {
  return FINAL.has(sweep.state);
}

/** The address of a sweep or of something below it. */
export function address(id, below = "") {
  return new URL(`sweeps/${encodeURIComponent(id)}${below}`, BASE).href;
}

async function ask(url, options = {}) {
  let response;
  try {
    response = await fetch(url, { headers: { Accept: "application/json" }, ...options });
  } catch {
    throw new Problem(0, "The server cannot be reached", "");
  }
  if (response.ok) return response.status === 204 ? null : response.json().catch(() => null);
  const said = await response.json().catch(() => ({}));
  throw new Problem(response.status, said.title ?? `Error ${response.status}`, said.detail ?? "");
}

export async function sweeps() {
  return (await ask(new URL("sweeps", BASE))).sweeps;
}

export function sweep(id) {
  return ask(address(id));
}

export function cancel(id) {
  return ask(address(id), { method: "DELETE" });
}

/** All scores of one measure, page by page. */
export async function scores(id, measure) {
  const rows = [];
  let cursor = null;
  do {
    const query = new URLSearchParams({ measure, limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) });
    const page = await ask(address(id, `/scores?${query}`));
    rows.push(...page.scores);
    cursor = page.next;
  } while (cursor !== null && cursor !== undefined);
  return rows;
}

/** The findings, or null while there are none. */
export async function findings(id) {
  try {
    return await ask(address(id, "/findings"));
  } catch (problem) {
    if (problem.status === 404) return null;
    throw problem;
  }
}

/**
 * Follows a sweep until its state is final. `onConnection(false)` says that the stream broke off;
 * it is taken up again by itself. Returns how to stop.
 */
export function follow(id, onProgress, onConnection) {
  let source;
  let retry;
  const open = () => {
    source = new EventSource(address(id, "/events"));
    source.addEventListener("open", () => onConnection(true));
    source.addEventListener("progress", (event) => {
      const now = JSON.parse(event.data);
      if (isFinal(now)) source.close();
      onProgress(now);
    });
    source.addEventListener("error", () => {
      onConnection(false);
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MILLIS);
    });
  };
  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}
