package dev.sonde.app;

import dev.sonde.app.Arguments.Verb;
import org.jspecify.annotations.Nullable;

/// What `sonde help` prints.
final class Help {
  private static final String WHAT_IT_IS =
      """
      Sonde collects metrics from this machine, keeps them in a journal on its disk, delivers them
      to the destinations that the configuration names, and serves them live.
      """;

  private static final String FLAGS =
      """

      Flags (one dash or two):
        --config FILE      read this file; else ./sonde.yaml, ./config.json, /etc/sonde/sonde.yaml,
                           /etc/metricsd/config.json, else defaults
        --plugins DIR      jars of plugins lie here; else SONDE_PLUGINS, else plugins beside lib
        --set KEY=VALUE    set one key, above files and environment; may be repeated
        --log-level LEVEL  debug, info, warn or error
        --help             this text
      """;

  private static final String EXIT_CODES =
      """

      Exit codes: 0 all is well, 2 the command line is wrong, 78 the configuration is wrong,
      1 anything else (a port in use, a damaged journal).
      """;

  private static final String CHECK_FLAGS =
      """
        --connect          reach every destination too, as far as TLS goes, and send it nothing;
                           without it no network is touched

      Exit code 1 when the configuration is good and a destination is not.
      """;

  private static final String ONCE_FLAGS =
      """
        --format FORMAT    table (for people), prometheus (text 0.0.4) or json
        --target WHAT      scrape this and nothing else: a URL, or the name of a job, the address
                           or URL of a target in the configuration, which then says how
        --job NAME         the target is one of this job, found ones among them

      With a URL that is not configured:
        --header 'N: V'    send this header, too; may be repeated
        --timeout SPAN     how long it may take: 500ms, 30s; else 10s
        --page-format F    auto, prometheus, openmetrics or metricsd_json; else auto
        --insecure-skip-verify  take any certificate

      Exit code 1 when a collector or the scrape failed.
      """;

  private static final String EXPLAIN_FLAGS =
      """
        --job NAME         the series is a line of a page of this job; else the label job says
                           whose it is, and it has its target's labels already
        --target WHAT      instead of a series: what relabel does to a target, by its address or
                           by its labels as they are found: '{__address__="a:80",__meta_x="y"}'
      """;

  private static final String QUERY_FLAGS =
      """
        --last SPAN        the time up to now: 15m, 6h, 7d; else 1h
        --from WHEN        from here on: 2026-01-31, 2026-01-31T10:30:00Z, -2h, seconds since 1970
        --to WHEN          up to here; else now
        --points N         so many values; else as many as the terminal is wide, in files 300
        --raw              every sample as it was stored
        --fold WHAT        of the samples between two points: avg, min, max, last, sum, count, or
                           rate, for counters; else rate where the name ends in _total, avg elsewhere
        --format FORMAT    table (for people), csv or json
        --url URL          the Sonde to ask; else the one that this configuration makes listen
        --ca-file FILE     with --url https://…: whom to trust (PEM), instead of the system's
        --key-file FILE    holds the key that is shown to it
        --cert-file FILE   the certificate that is shown to it, where it asks for one (PEM), and
        --cert-key-file FILE  the key for that (PEM, not encrypted)
        --no-color         no colours; NO_COLOR says so, too
        --ascii            draw with plain characters; so it does where the locale is not UTF-8

      Exit code 1 when there is no answer, or no such series.
      """;

  private static final String AGENTS_FLAGS =
      """
        --json             print JSON: the hub's answer as it is, everybody in it
        --url URL          the hub to ask; else the one that this configuration makes listen
        --ca-file FILE     with --url https://…: whom to trust (PEM), instead of the system's
        --key-file FILE    holds the key that is shown to it; its role is read
        --cert-file FILE   the certificate that is shown to it, where it asks for one (PEM), and
        --cert-key-file FILE  the key for that (PEM, not encrypted)

      Exit code 1 when there is no answer.
      """;

  private static final String HEALTH_FLAGS =
      """
        --cert-file FILE   the certificate that is shown where server.tls.client_auth is require
                           and no Unix socket is listened on (PEM), and
        --cert-key-file FILE  the key for that (PEM, not encrypted)
      """;

  private static final String STORE_FLAGS =
      """
        --json             status: print JSON
        --force            backup, export: replace a file that is there
        --discard          restore: delete what was there before, which is kept otherwise

      Of export, which writes everything as CSV unless it is told what:
        --format FORMAT    csv, json (a line for each sample), prometheus or openmetrics
        --out FILE         to this file; else to standard output
        --last SPAN        the time up to now: 15m, 6h, 7d
        --from WHEN        from here on: 2026-01-31, 2026-01-31T10:30:00Z, -2h, seconds since 1970
        --to WHEN          up to here

      status, backup and export work while Sonde runs; restore needs it stopped. A store in
      PostgreSQL is backed up and restored with pg_dump and pg_restore: backup says how.
      """;

  private static final String JOURNAL_FLAGS =
      """
        --dir DIR          the journal's folder; else the one that the configuration says
        --json             inspect, verify: print JSON
        --format FORMAT    export: json (a line for each sample; the default), csv or prometheus
        --from WHEN        export, replay: samples of this instant and later: 2026-01-31,
                           2026-01-31T10:30:00Z, or 2h for two hours ago;
                           replay: dead, for the dead letters and nothing else
        --until WHEN       export, replay: samples before this instant
        --to DESTINATION   replay: the name of a shipper in the configuration

      inspect, verify, export and replay work while Sonde runs; repair needs it stopped.
      """;

  private static final String KEYS_FLAGS =
      """
        --json             print JSON

      Of add:
        --role ROLES       ingest (send samples; the default), read, admin; several with commas
        --expires SPAN     it ends after this time: 24h, 90d
        --value-from FILE  a key that its users already have: the file's one word
        --label N=V        all that comes with it gets this label; may be repeated
        --allow-name GLOB  it may send metrics of such names alone; may be repeated
        --max-series N     so many different series an hour
        --max-rate N/s     so many samples a second, over time
        --network CIDR     it works from there alone: 10.0.0.0/8; may be repeated

      Of rotate, beside --value-from:
        --overlap SPAN     the secret before goes on for this time; else it ends now

      All work while Sonde runs, and need no restart. A new key is the only thing on standard
      output: sonde keys add web-7 > web-7.key
      """;

  private Help() {}

  static String on(@Nullable Verb verb) {
    return verb == null ? general() : of(verb);
  }

  private static String general() {
    var out = new StringBuilder(WHAT_IT_IS);
    out.append("\nUsage: sonde [VERB] [FLAGS]\n\nVerbs:\n");
    for (Verb each : Verb.values()) {
      out.append("  ").append(each.word()).repeat(' ', 10 - each.word().length());
      out.append(each.summary()).append('\n');
    }
    return out.append(FLAGS).append(EXIT_CODES).toString();
  }

  private static String journal() {
    var out = new StringBuilder("Usage: sonde journal WORD [FLAGS]\n\nWords:\n");
    for (JournalVerb each : JournalVerb.values()) {
      out.append("  ").append(each.word()).repeat(' ', 10 - each.word().length());
      out.append(each.summary()).append('\n');
    }
    return out.append(FLAGS).append(JOURNAL_FLAGS).toString();
  }

  private static String store() {
    var out = new StringBuilder("Usage: sonde store [WORD] [FILE | SELECTION] [FLAGS]\n\nWords:\n");
    for (StoreVerb each : StoreVerb.values()) {
      out.append("  ").append(each.word()).repeat(' ', 10 - each.word().length());
      out.append(each.summary()).append('\n');
    }
    return out.append(FLAGS).append(STORE_FLAGS).toString();
  }

  private static String keys() {
    var out = new StringBuilder("Usage: sonde keys [WORD] [NAME] [FLAGS]\n\nWords:\n");
    for (KeysVerb each : KeysVerb.values()) {
      out.append("  ").append(each.word()).repeat(' ', 10 - each.word().length());
      out.append(each.summary()).append('\n');
    }
    return out.append(FLAGS).append(KEYS_FLAGS).toString();
  }

  private static String of(Verb verb) {
    if (verb == Verb.KEYS) {
      return keys();
    }
    if (verb == Verb.JOURNAL) {
      return journal();
    }
    if (verb == Verb.STORE) {
      return store();
    }
    var out = new StringBuilder("Usage: sonde ").append(verb.word());
    out.append(verb == Verb.EXPLAIN ? " SERIES" : verb == Verb.QUERY ? " SELECTION" : "");
    out.append(" [FLAGS]\n\n");
    out.append(verb.summary()).append('\n').append(FLAGS);
    if (verb == Verb.CHECK) {
      out.append(CHECK_FLAGS);
    }
    if (verb == Verb.ONCE) {
      out.append(ONCE_FLAGS);
    }
    if (verb == Verb.EXPLAIN) {
      out.append(EXPLAIN_FLAGS);
    }
    if (verb == Verb.QUERY) {
      out.append(QUERY_FLAGS);
    }
    if (verb == Verb.AGENTS) {
      out.append(AGENTS_FLAGS);
    }
    if (verb == Verb.HEALTH) {
      out.append(HEALTH_FLAGS);
    }
    return out.toString();
  }
}
