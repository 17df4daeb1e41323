package dev.sonde.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Reads one section of the configuration, key by key. Each call names a key, its default, what is
/// allowed, and a sentence for people: reading, checking and the reference are one piece of code.
///
/// A bad value is noted with its place and the default is returned, so that one start shows every
/// mistake. Keys nobody asked for are noted as unknown, so a section is read in one go: asking for
/// the same section twice calls the keys of the first reading unknown in the second.
///
/// A reader or a record may also throw [IllegalArgumentException]: its message is noted at the
/// place of the section.
public interface Settings {
  /// `true` or `false`.
  boolean flag(String key, boolean fallback, String help);

  /// `true` or `false`, with no default.
  Optional<Boolean> flag(String key, String help);

  /// A whole number within bounds, both included.
  long integer(String key, long fallback, long min, long max, String help);

  /// A number within bounds, both included.
  double number(String key, double fallback, double min, double max, String help);

  /// Any text.
  String text(String key, String fallback, String help);

  /// Any text, with no default.
  Optional<String> text(String key, String help);

  /// Text that must be there; where it is missing that is noted, and empty text returned.
  String required(String key, String help);

  /// Text that is never shown.
  Optional<Secret> secret(String key, String help);

  /// A time span such as `500ms`, `5s`, `1m30s`, `7d`, within bounds, both included.
  Duration duration(String key, Duration fallback, Duration min, Duration max, String help);

  /// A time span, with no default.
  Optional<Duration> duration(String key, Duration min, Duration max, String help);

  /// Bytes such as `512`, `64KiB`, `1GiB`, `10MB`, within bounds, both included.
  long size(String key, long fallback, long min, long max, String help);

  /// One of an enum's constants, written in lower case with `_`.
  <E extends Enum<E>> E choice(String key, E fallback, String help);

  /// Text with a form of its own. The parser throws [IllegalArgumentException] with a message that
  /// reads on after the value and says what is allowed: `is not an address; write HOST:PORT`.
  <T> T parsed(String key, String fallback, Function<String, T> parser, String help);

  /// A list of text; a single text stands for a list of one.
  List<String> texts(String key, List<String> fallback, String help);

  /// A list of text with a form of its own, as [#parsed].
  <T> List<T> parsedList(
      String key, List<String> fallback, Function<String, T> parser, String help);

  /// Names and values, in the order written.
  Map<String, String> map(String key, String help);

  /// Names and lists of text, in the order written; a single text stands for a list of one.
  Map<String, List<String>> lists(String key, String help);

  /// A section of its own, read even when it is absent.
  <T> T section(String key, String help, Function<Settings, T> reader);

  /// A section of its own that says in one key what it is: `{type: embedded, retention: 7d}`.
  ///
  /// @param by the key that says it
  /// @param fallback what it is when that key is not written
  <T> T kind(
      String key,
      String by,
      String fallback,
      String help,
      Map<String, Function<Settings, T>> readers);

  /// A list of sections.
  <T> List<T> sections(String key, String help, Function<Settings, T> reader);

  /// A list whose elements have one key each, which says what they are: `- drop: {name: "go_*"}`;
  /// `- drop` stands for `- drop: {}`.
  <T> List<T> variants(String key, String help, Map<String, Function<Settings, T>> readers);

  /// A list of sections, each of which says in one key what it is: `- {type: file, path: …}`.
  ///
  /// @param by the key that says it
  <T> List<T> kinds(String key, String by, String help, Map<String, Function<Settings, T>> readers);

  /// Other files, named in a list: each is read by itself, and `${…}` in it stands for itself. A
  /// relative name begins at the folder of the file that names it, and `*` in its last part stands
  /// for any text. What is wrong in such a file is noted at its place there.
  ///
  /// @param reader also gets the folder that the file lies in
  <T> List<T> files(String key, String help, BiFunction<Path, Settings, T> reader);

  /// The keys that are written in this section, where the names are the user's own.
  Set<String> keys();

  /// Is this key written anywhere, even without a value (`gpu:`)?
  boolean has(String key);

  /// A key that is gone: setting it is an error that says what to write instead.
  ///
  /// @param instead reads on after "is not used any more; ", such as `write server.listen`
  void retired(String key, String instead);

  /// A key that belongs to another program and does nothing here: whatever stands there is passed
  /// over, and said in a notice.
  ///
  /// @param why reads on after the key, such as `is not used: rules are not evaluated`
  void unused(String key, String why);

  /// Notes what is understood but deserves a word, at the place of a key. No mistake.
  void notice(String key, String message);

  /// Notes a mistake that several keys make together, at the place of one of them.
  void problem(String key, String message);
}
