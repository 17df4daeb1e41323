package dev.sonde.app.query;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What there is to draw on.
///
/// @param width in columns
/// @param blocks can it show block characters?
/// @param colors may there be colours?
public record Screen(int width, boolean blocks, boolean colors) {
  private static final int USUAL = 80;
  private static final int LEAST = 40;
  private static final int MOST = 400;

  /// @param environment of the process
  /// @param terminal does the output go to one?
  /// @param measured how wide it says it is; 0 when it does not
  public static Screen of(Map<String, String> environment, boolean terminal, int measured) {
    int said = number(environment.getOrDefault("COLUMNS", ""));
    int width = said > 0 ? said : measured > 0 ? measured : USUAL;
    boolean colors =
        terminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Screen(Math.clamp(width, LEAST, MOST), isUnicode(environment), colors);
  }

  /// The same without colours.
  public Screen plain() {
    return new Screen(width, blocks, false);
  }

  /// The same without block characters.
  public Screen ascii() {
    return new Screen(width, false, colors);
  }

  private static boolean isUnicode(Map<String, String> environment) {
    Optional<String> locale =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(each -> environment.getOrDefault(each, ""))
            .filter(each -> !each.isEmpty())
            .findFirst();
    String plain = locale.orElse("").toLowerCase(Locale.ROOT).replace("-", "");
    return plain.contains("utf8");
  }

  private static int number(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() < 6
            && text.chars().allMatch(each -> each >= '0' && each <= '9');
    return digits ? Integer.parseInt(text) : 0;
  }
}
