package dev.sonde.app;

import dev.sonde.api.Disk;
import dev.sonde.api.Role;
import dev.sonde.api.Secret;
import dev.sonde.api.Time;
import dev.sonde.server.door.Key;
import dev.sonde.server.door.KeyMaker;
import dev.sonde.server.door.KeyPlace;
import dev.sonde.server.door.KeyText;
import dev.sonde.server.door.KeyWish;
import dev.sonde.server.door.Keys;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// `sonde keys`: makes keys, lists them, takes them back. Works while Sonde runs, which looks at
/// the file again by itself. A new key goes to standard output alone, what is said about it does
/// not.
final class KeysCommand {
  private static final int WEAK = 20;

  /// What is done to the keys, and what came of it.
  @FunctionalInterface
  private interface Making {
    KeyMaker.Made made(Keys before);
  }

  private final Shell shell;
  private final Time time;
  private final KeyMaker maker;

  KeysCommand(Shell shell, Time time) {
    this.shell = shell;
    this.time = time;
    this.maker = new KeyMaker(time, new SecureRandom());
  }

  int run(Arguments arguments) throws UsageException {
    KeysOptions options = arguments.keys();
    KeyWords words = new KeyWords(options, shell.directory());
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (!loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    KeyPlace place = DataFolder.of(shell).keys(loaded.config());
    try {
      return switch (options.verb()) {
        case LIST -> list(place, options.json());
        case ADD -> add(place, words, options.json());
        case REVOKE -> revoke(place, words.name(), options.json());
        case ROTATE -> rotate(place, words, options.json());
      };
    } catch (IllegalArgumentException unfit) {
      return failed(String.valueOf(unfit.getMessage()));
    } catch (Disk.TakenException taken) {
      return failed("another sonde keys is at work on " + place.file() + "; try again");
    } catch (IOException failed) {
      return failed(place.file() + ": " + Troubles.words(failed));
    }
  }

  private int list(KeyPlace place, boolean json) throws IOException {
    var report = report(place.read(), uses(place));
    shell.out().print(json ? report.json() : report.text());
    return ExitCode.OK;
  }

  private Map<String, Long> uses(KeyPlace place) {
    try {
      return place.uses();
    } catch (IOException unreadable) {
      say("when keys were used last can't be read: " + Troubles.words(unreadable));
      return Map.of();
    }
  }

  private int add(KeyPlace place, KeyWords words, boolean json) throws IOException, UsageException {
    KeyWish wish = words.wish();
    Optional<Secret> value = words.value();
    KeyMaker.Made made = change(place, before -> maker.add(before, wish, value));
    Key key = made.key();
    tell(made, json);
    say(
        "key "
            + key.name()
            + " has the role "
            + key.roles().stream().sorted().map(Role::word).collect(Collectors.joining(", "))
            + key.expires().map(end -> ", until " + end).orElse("")
            + "; "
            + kept(made, place));
    warn(value);
    return ExitCode.OK;
  }

  private int rotate(KeyPlace place, KeyWords words, boolean json)
      throws IOException, UsageException {
    String name = words.name();
    Duration overlap = words.overlap();
    Optional<Secret> value = words.value();
    KeyMaker.Made made = change(place, before -> maker.rotate(before, name, overlap, value));
    tell(made, json);
    say(
        "key "
            + name
            + " has a new secret; the one before "
            + (overlap.isZero() ? "works no more" : "works for " + Words.of(overlap) + " more")
            + "; "
            + kept(made, place));
    warn(value);
    return ExitCode.OK;
  }

  private int revoke(KeyPlace place, String name, boolean json) throws IOException {
    var gone = new AtomicReference<Optional<Key>>(Optional.empty());
    place.change(before -> {
      gone.set(before.named(name));
      return maker.revoke(before, name);
    });
    Key key = gone.get().orElseThrow();
    if (json) {
      shell.out().print(report(Keys.NONE, Map.of()).json(key, Optional.empty()));
    }
    say("key " + name + " is revoked; a running Sonde refuses it within a second");
    return ExitCode.OK;
  }

  private static KeyMaker.Made change(KeyPlace place, Making making) throws IOException {
    var made = new AtomicReference<Optional<KeyMaker.Made>>(Optional.empty());
    UnaryOperator<Keys> change =
        before -> {
          KeyMaker.Made after = making.made(before);
          made.set(Optional.of(after));
          return after.keys();
        };
    place.change(change);
    return made.get().orElseThrow();
  }

  private void tell(KeyMaker.Made made, boolean json) {
    Optional<String> secret = made.shown().map(KeyText::reveal);
    if (json) {
      shell.out().print(report(made.keys(), Map.of()).json(made.key(), secret));
    } else {
      secret.ifPresent(shell.out()::println);
    }
  }

  private static String kept(KeyMaker.Made made, KeyPlace place) {
    return made.shown().isPresent()
        ? "keep it now: " + place.file() + " holds its hash alone"
        : "its value was taken over; " + place.file() + " holds its hash alone";
  }

  private void warn(Optional<Secret> value) {
    if (value.isPresent() && value.get().reveal().length() < WEAK) {
      say("this value is short and may be guessed; sonde keys rotate makes one that can't");
    }
  }

  private KeysReport report(Keys keys, Map<String, Long> used) {
    return new KeysReport(keys, used, Instant.ofEpochMilli(time.wallMillis()));
  }

  private void say(String words) {
    shell.err().println(words);
  }

  private int failed(String why) {
    shell.err().println("sonde: " + why);
    return ExitCode.FAILED;
  }
}
