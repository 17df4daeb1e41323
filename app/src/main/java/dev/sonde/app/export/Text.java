package dev.sonde.app.export;

import dev.sonde.api.Labels;
import dev.sonde.wire.ByteSink;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.BinaryOperator;

/// What both text formats share. Names that are not legal stand in quotes, as Prometheus 3 reads
/// them: no sample gets another name.
final class Text {
  private static final int LONGEST_NUMBER = 64;
  private static final int LARGEST_POSITIONAL = 6;

  private Text() {}

  /// A line about a family.
  static void metadata(String word, String family, String text, ByteSink out) {
    out.put("# " + word + ' ');
    out.put(isLegal(family, true) ? family : quoted(family));
    out.put(' ' + text + '\n');
  }

  /// Help on one line.
  static String line(String help) {
    return help.replace("\\", "\\\\").replace("\n", "\\n");
  }

  /// A series, as samples name it.
  ///
  /// @param values gives a label's value as it is written
  static byte[] series(String name, Labels labels, BinaryOperator<String> values) {
    var out = new StringBuilder();
    boolean legal = isLegal(name, true);
    if (legal) {
      out.append(name);
    }
    if (!legal || !labels.isEmpty()) {
      String rest = labels(labels, values);
      out.append('{').append(legal ? "" : quoted(name));
      out.append(legal || rest.isEmpty() ? "" : ",").append(rest).append('}');
    }
    var bytes = new ByteSink();
    bytes.put(out.append(' ').toString());
    return bytes.toByteArray();
  }

  /// Labels without braces.
  static String labels(Labels labels, BinaryOperator<String> values) {
    var out = new StringBuilder();
    labels.forEach((label, value) -> {
      out.append(out.isEmpty() ? "" : ",");
      out.append(isLegal(label, false) ? label : quoted(label));
      out.append('=').append(quoted(values.apply(label, value)));
    });
    return out.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static boolean isLegal(String name, boolean colons) {
    return name.matches(colons ? "[a-zA-Z_:][a-zA-Z0-9_:]*" : "[a-zA-Z_][a-zA-Z0-9_]*");
  }

  /// The number that a threshold is; NaN when it is none.
  static double number(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default ->
          text.length() <= LONGEST_NUMBER
                  && text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,4})?")
              ? Double.parseDouble(text)
              : Double.NaN;
    };
  }

  /// The one form that OpenMetrics has for it: `2.5`, `1.0`, `1e+06`.
  static String canonical(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return "0.0";
    }
    var decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < LARGEST_POSITIONAL) {
      String plain = decimal.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String mantissa = decimal.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa + String.format(Locale.ROOT, "e%+03d", exponent);
  }
}
