package dev.sonde.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The command line: a verb and flags. Flags take one dash or two, and their value after a space or
/// `=`.
///
/// @param config `--config FILE`
/// @param plugins `--plugins DIR`
/// @param sets `--set KEY=VALUE`, in order
/// @param logLevel `--log-level LEVEL`
/// @param format `--format FORMAT`, of `once` and the exports
/// @param journal what follows `journal`
/// @param series what follows `explain`
/// @param scrape of `once` and `explain`
/// @param query what follows `query`
/// @param store what follows `store`
/// @param keys what follows `keys`
/// @param connect `--connect`, of `check`
/// @param help was `--help` there?
/// @param topic the verb that `help` is about
record Arguments(
    Verb verb,
    Optional<String> config,
    Optional<String> plugins,
    List<String> sets,
    Optional<String> logLevel,
    Optional<String> format,
    JournalOptions journal,
    Optional<String> series,
    ScrapeOptions scrape,
    QueryOptions query,
    StoreOptions store,
    KeysOptions keys,
    boolean connect,
    boolean help,
    Optional<Verb> topic) {
  Arguments {
    sets = List.copyOf(sets);
  }

  static Arguments parse(List<String> words) throws UsageException {
    return new Parser(words).parse();
  }

  private static final class Parser {
    private static final Set<String> WITH_VALUE =
        Set.of(
            "config",
            "plugins",
            "log-level",
            "format",
            "dir",
            "from",
            "until",
            "to",
            "out",
            "target",
            "job",
            "page-format",
            "timeout");
    private static final Set<String> OF_AGENTS =
        Set.of("url", "ca-file", "key-file", "cert-file", "cert-key-file", "json", "config");
    private static final Set<String> OF_JOURNAL = Set.of("dir", "from", "until", "to", "json");

    private final Iterator<String> words;
    private final List<String> sets = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private final Map<String, String> given = new LinkedHashMap<>();
    private final Map<String, List<String>> ofKeys = new LinkedHashMap<>();
    private @Nullable Verb verb;
    private @Nullable Verb topic;
    private @Nullable JournalVerb action;
    private @Nullable StoreVerb keeping;
    private @Nullable KeysVerb locking;
    private @Nullable String series;
    private boolean help;

    Parser(List<String> words) {
      this.words = words.iterator();
    }

    Arguments parse() throws UsageException {
      while (words.hasNext()) {
        String word = words.next();
        if (word.startsWith("-") && word.length() > 1) {
          flag(word);
        } else {
          verb(word);
        }
      }
      Verb asked = verb == null ? Verb.RUN : verb;
      if (!help) {
        refuseStrangers(asked);
      }
      return new Arguments(
          asked,
          said("config"),
          said("plugins"),
          sets,
          said("log-level"),
          said("format"),
          journal(),
          Optional.ofNullable(series),
          ScrapeOptions.of(given, headers),
          query(),
          store(),
          keys(),
          given.containsKey("connect"),
          help,
          Optional.ofNullable(topic));
    }

    private JournalOptions journal() {
      return new JournalOptions(
          Optional.ofNullable(action),
          said("dir"),
          said("from"),
          said("until"),
          said("to"),
          given.containsKey("json"));
    }

    private QueryOptions query() {
      return new QueryOptions(Optional.ofNullable(series), given);
    }

    private StoreOptions store() {
      return new StoreOptions(Optional.ofNullable(keeping), Optional.ofNullable(series), given);
    }

    private KeysOptions keys() {
      return new KeysOptions(
          Optional.ofNullable(locking),
          Optional.ofNullable(series),
          ofKeys,
          given.containsKey("json"));
    }

    private Optional<String> said(String flag) {
      return Optional.ofNullable(given.get(flag));
    }

    /// Flags of another verb are mistakes: nobody should think that they did something.
    private void refuseStrangers(Verb asked) throws UsageException {
      JournalVerb journal = action;
      if (asked == Verb.JOURNAL && journal == null) {
        throw new UsageException("journal needs a word more: " + journalVerbs());
      }
      if (asked == Verb.EXPLAIN && (series == null) != given.containsKey("target")) {
        throw new UsageException(
            series == null
                ? "explain needs a series: sonde explain 'up{job=\"a\"}'"
                : "explain takes a series or --target, not both");
      }
      if (asked == Verb.QUERY) {
        query().check();
      }
      if (asked == Verb.AGENTS || asked == Verb.HEALTH) {
        query().checkPeer();
      }
      if (asked == Verb.STORE) {
        store().check();
      }
      keys().check(asked == Verb.KEYS);
      ScrapeOptions.of(given, headers).refuseStrangers(asked);
      for (String flag : given.keySet()) {
        boolean ours = isOf(asked, flag);
        if (StoreOptions.isOwn(flag) && !ours) {
          throw new UsageException(
              "--" + flag + " belongs to sonde store " + StoreOptions.owners(flag));
        }
        if (QueryOptions.isOwn(flag) && !ours) {
          throw new UsageException("--" + flag + " belongs to query: sonde help query");
        }
        if (OF_JOURNAL.contains(flag) && !ours) {
          throw new UsageException("--" + flag + " belongs to sonde journal " + owners(flag));
        }
        if (flag.equals("connect") && asked != Verb.CHECK) {
          throw new UsageException("--connect belongs to check: sonde check --connect");
        }
        if (flag.equals("format") && asked != Verb.ONCE && !ours) {
          throw new UsageException(
              "--format belongs to once, query, journal export and store export: sonde once"
                  + " --format "
                  + given.get(flag));
        }
      }
    }

    private boolean isOf(Verb asked, String flag) {
      JournalVerb journal = action;
      if (asked == Verb.QUERY) {
        return QueryOptions.takes(flag);
      }
      if (asked == Verb.AGENTS) {
        return OF_AGENTS.contains(flag);
      }
      if (asked == Verb.HEALTH) {
        return OwnCertificate.FLAGS.contains(flag);
      }
      if (asked == Verb.KEYS) {
        return keys().verb().takes(flag);
      }
      return asked == Verb.STORE
          ? store().verb().takes(flag)
          : journal != null && journal.takes(flag);
    }

    private static String owners(String flag) {
      return Arrays.stream(JournalVerb.values())
          .filter(each -> each.takes(flag))
          .map(JournalVerb::word)
          .collect(Collectors.joining(", "));
    }

    private void verb(String word) throws UsageException {
      if (verb == null) {
        verb = known(word);
      } else if (verb == Verb.HELP && topic == null) {
        topic = known(word);
      } else if ((verb == Verb.JOURNAL || topic == Verb.JOURNAL) && action == null) {
        action = journalVerb(word);
      } else if ((verb == Verb.STORE || topic == Verb.STORE) && keeping == null) {
        keeping = StoreOptions.parse(word);
      } else if ((verb == Verb.KEYS || topic == Verb.KEYS) && locking == null) {
        locking = KeysOptions.parse(word);
      } else if (takesOne() && series == null) {
        series = word;
      } else {
        throw new UsageException("\"" + word + "\" is one word too many");
      }
    }

    private boolean takesOne() {
      return verb == Verb.EXPLAIN || verb == Verb.QUERY || verb == Verb.STORE || verb == Verb.KEYS;
    }

    private void flag(String word) throws UsageException {
      int equals = word.indexOf('=');
      String name = (equals < 0 ? word : word.substring(0, equals)).replaceFirst("^--?", "");
      @Nullable String value = equals < 0 ? null : word.substring(equals + 1);
      if (WITH_VALUE.contains(name) || QueryOptions.WITH_VALUE.contains(name)) {
        given.put(name, value(name, value));
        return;
      }
      if (KeysOptions.OWN.contains(name)) {
        ofKeys.computeIfAbsent(name, _ -> new ArrayList<>()).add(value(name, value));
        return;
      }
      switch (name) {
        case "set" -> sets.add(value(name, value));
        case "header" -> headers.add(value(name, value));
        case "json",
            "connect",
            "insecure-skip-verify",
            "raw",
            "no-color",
            "ascii",
            "force",
            "discard" ->
            given.put(name, "");
        case "h", "help" -> help = true;
        case "version" -> verb = Verb.VERSION;
        default ->
            throw new UsageException(
                word
                    + " is no flag of sonde; there are --config, --set, --plugins, --log-level,"
                    + " --format, --help, and those of a verb, such as: sonde help once");
      }
    }

    private String value(String flag, @Nullable String given) throws UsageException {
      if (given != null) {
        return given;
      }
      if (!words.hasNext()) {
        throw new UsageException("--" + flag + " needs a value");
      }
      return words.next();
    }

    private static JournalVerb journalVerb(String word) throws UsageException {
      for (JournalVerb each : JournalVerb.values()) {
        if (each.word().equals(word)) {
          return each;
        }
      }
      throw new UsageException(
          "\"" + word + "\" is no word of journal; there are " + journalVerbs());
    }

    private static String journalVerbs() {
      return Arrays.stream(JournalVerb.values())
          .map(JournalVerb::word)
          .collect(Collectors.joining(", "));
    }

    private static Verb known(String word) throws UsageException {
      for (Verb each : Verb.values()) {
        if (each.word().equals(word)) {
          return each;
        }
      }
      List<String> all = Arrays.stream(Verb.values()).map(Verb::word).toList();
      throw new UsageException(
          "\"" + word + "\" is no verb of sonde; there are " + String.join(", ", all));
    }
  }

  /// What to do.
  enum Verb {
    RUN("Collect and serve until stopped. The default."),
    CHECK("Read the configuration, say what would run or what is wrong."),
    ONCE("Collect once (two readings, a second apart) and print it; or scrape one target."),
    EXPLAIN("Say what each step would do to a series: sonde explain 'up{job=\"a\"}'"),
    QUERY("Draw what the store holds: sonde query system_load1 --last 1h"),
    AGENTS("Ask a hub who brings it samples: versions, lag, backlog, what was refused or lost."),
    HEALTH("Ask the Sonde that runs here how it is: prints its /health, ends with 0 or 1."),
    CONFIG("Print the configuration in force, secrets hidden, and where each value came from."),
    JOURNAL("Look at the journal, check it, mend it, export from it, send from it again."),
    STORE("Say what is stored, back it up, restore it, export it."),
    KEYS("Make keys for those who come from elsewhere, list them, revoke them."),
    PLUGINS("Say which plugins there are, what they bring, and why one is left out."),
    VERSION("Print the version."),
    HELP("Print help, on a verb too: sonde help once.");

    private final String summary;

    Verb(String summary) {
      this.summary = summary;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    String summary() {
      return summary;
    }
  }
}
