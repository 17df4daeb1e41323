package dev.sonde.app;

import dev.sonde.api.Labels;
import java.util.LinkedHashMap;
import java.util.Map;

/// A series as people write it: `up`, `up{job="a",instance="b"}`, `{"name with spaces", a="b"}`.
///
/// @param name of the metric, never empty
record SeriesText(String name, Labels labels) {
  private static final String HOW = "; write it as 'up{job=\"a\"}', in single quotes for the shell";

  static SeriesText parse(String text) throws UsageException {
    return new Parser(text.strip()).parse();
  }

  private static final class Parser {
    private final String text;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private String name;
    private int at;

    Parser(String text) {
      int brace = text.indexOf('{');
      this.text = text;
      this.name = (brace < 0 ? text : text.substring(0, brace)).strip();
      this.at = brace < 0 ? text.length() : brace + 1;
    }

    SeriesText parse() throws UsageException {
      if (at < text.length() || text.endsWith("{")) {
        labels();
      }
      if (name.isEmpty()) {
        throw wrong("has no name");
      }
      return new SeriesText(name, Labels.of(labels));
    }

    private void labels() throws UsageException {
      while (next() != '}') {
        label();
        if (next() == ',') {
          at++;
        } else if (next() != '}') {
          throw wrong("lacks a , or } after " + text.substring(0, at));
        }
      }
      at++;
      if (at < text.length()) {
        throw wrong("goes on after its }");
      }
    }

    private void label() throws UsageException {
      boolean quoted = next() == '"';
      String label = quoted ? quoted() : bare();
      if (next() == '=') {
        at++;
        next();
        put(label, quoted());
      } else if (quoted && name.isEmpty()) {
        name = label;
      } else {
        throw wrong("lacks = after " + label);
      }
    }

    private void put(String label, String value) throws UsageException {
      if (label.isEmpty() || labels.put(label, value) != null) {
        throw wrong(label.isEmpty() ? "has a label without a name" : "has " + label + " twice");
      }
    }

    /// The next character that is no space.
    private char next() throws UsageException {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      if (at == text.length()) {
        throw wrong("ends too early");
      }
      return text.charAt(at);
    }

    private String bare() throws UsageException {
      int from = at;
      while (at < text.length() && "=,{}\" ".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      if (at == from) {
        throw wrong("has no label at " + text.substring(from));
      }
      return text.substring(from, at);
    }

    private String quoted() throws UsageException {
      var value = new StringBuilder();
      if (text.charAt(at) != '"') {
        throw wrong("has a value without quotes: " + text.substring(at));
      }
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        value.append(
            text.charAt(at) == '\\' && at + 1 < text.length() ? escaped() : text.charAt(at));
      }
      if (at == text.length()) {
        throw wrong("lacks a closing quote");
      }
      at++;
      return value.toString();
    }

    private char escaped() {
      char next = text.charAt(++at);
      return next == 'n' ? '\n' : next;
    }

    private UsageException wrong(String what) {
      return new UsageException("\"" + text + "\" " + what + HOW);
    }
  }
}
