package dev.sonde.wire.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the conditions of filters, and checks that each function is used as what it is.
final class FilterParser {
  private final PathScanner scanner;
  private final PathParser paths;

  FilterParser(PathScanner scanner, PathParser paths) {
    this.scanner = scanner;
    this.paths = paths;
  }

  Condition condition() {
    var any = new ArrayList<Condition>();
    do {
      scanner.blank();
      any.add(all());
    } while (scanner.takes("||"));
    return any.size() == 1 ? any.getFirst() : new Condition.Any(List.copyOf(any));
  }

  private Condition all() {
    var all = new ArrayList<Condition>();
    do {
      scanner.blank();
      all.add(basic());
      scanner.blank();
    } while (scanner.takes("&&"));
    return all.size() == 1 ? all.getFirst() : new Condition.All(List.copyOf(all));
  }

  private Condition basic() {
    if (scanner.takes("!")) {
      scanner.blank();
      return new Condition.Not(scanner.sees("(") ? parenthesis() : test());
    }
    return scanner.sees("(") ? parenthesis() : testOrComparison();
  }

  private Condition parenthesis() {
    scanner.expect("(", "(");
    Condition inner = paths.nested(this::condition);
    scanner.expect(")", "an operator or )");
    return inner;
  }

  private Condition test() {
    int place = scanner.place();
    Condition test = test(term(), place);
    scanner.blank();
    if (comparison() != null) {
      throw scanner.fault("! is for a test; write !(…) around a comparison");
    }
    return test;
  }

  private Condition testOrComparison() {
    int place = scanner.place();
    Term left = term();
    scanner.blank();
    Comparison comparison = comparison();
    if (comparison == null) {
      return test(left, place);
    }
    Operand one = comparable(left, place);
    scanner.blank();
    place = scanner.place();
    return new Condition.Compared(one, comparison, comparable(term(), place));
  }

  private @Nullable Comparison comparison() {
    for (Comparison each : Comparison.values()) {
      if (scanner.takes(each.sign())) {
        return each;
      }
    }
    return null;
  }

  private Condition test(Term term, int place) {
    return switch (term) {
      case Query query -> new Condition.Exists(query);
      case Condition.Fits fits -> fits;
      case Operand.Literal _ -> throw fault(place, "a value alone is no condition; compare it");
      case Operand _ -> throw fault(place, "what a function gives is no condition; compare it");
    };
  }

  private Operand comparable(Term term, int place) {
    return switch (term) {
      case Operand operand -> operand;
      case Condition.Fits _ -> throw fault(place, "match and search are true or false already");
      case Query query -> {
        if (!query.isSingular()) {
          throw fault(place, "this may find several nodes, and one can be compared");
        }
        yield new Operand.Single(query);
      }
    };
  }

  private Term term() {
    if (scanner.sees("@") || scanner.sees("$")) {
      return paths.inner();
    }
    if (scanner.sees("'") || scanner.sees("\"")) {
      return new Operand.Literal(new JsonText(scanner.quoted()));
    }
    if (scanner.seesNumber()) {
      return new Operand.Literal(scanner.number());
    }
    int place = scanner.place();
    String word = scanner.word();
    return scanner.takes("(") ? paths.nested(() -> call(word, place)) : literal(word, place);
  }

  private Term literal(String word, int place) {
    return switch (word) {
      case "true" -> new Operand.Literal(JsonFlag.TRUE);
      case "false" -> new Operand.Literal(JsonFlag.FALSE);
      case "null" -> new Operand.Literal(JsonNull.NULL);
      case "" -> throw scanner.wanted("@, $, a value or a function");
      default -> throw fault(place, word + " is neither a value nor a function");
    };
  }

  private Term call(String name, int place) {
    Term call =
        switch (name) {
          case "length" -> new Operand.Length(value());
          case "count" -> new Operand.Count(nodes());
          case "value" -> new Operand.Value(nodes());
          case "match", "search" -> fits(name.equals("match"));
          default ->
              throw fault(
                  place,
                  "there is no function of this name, but length, count, value,"
                      + " match and search");
        };
    scanner.blank();
    scanner.expect(")", ")");
    return call;
  }

  private Condition.Fits fits(boolean whole) {
    Operand text = value();
    scanner.blank();
    scanner.expect(",", "a comma and a pattern");
    Operand pattern = value();
    if (pattern instanceof Operand.Literal(JsonText(String wanted))) {
      IRegexp.doubt(wanted).ifPresent(paths::doubt);
    }
    return new Condition.Fits(text, pattern, whole);
  }

  private Operand value() {
    scanner.blank();
    int place = scanner.place();
    return comparable(term(), place);
  }

  private Query nodes() {
    scanner.blank();
    int place = scanner.place();
    if (term() instanceof Query query) {
      return query;
    }
    throw fault(place, "a path that begins with @ or $ is wanted");
  }

  private IllegalArgumentException fault(int place, String message) {
    scanner.back(place);
    return scanner.fault(message);
  }
}
