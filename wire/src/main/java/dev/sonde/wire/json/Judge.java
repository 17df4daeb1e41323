package dev.sonde.wire.json;

import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says whether a condition holds for a node.
///
/// # Implementation notes
///
/// Patterns are compiled once in a walk. Those that stand in the document may be many: beyond a
/// handful nothing is kept.
final class Judge {
  private static final int KEPT_PATTERNS = 16;

  private final Walk walk;
  private final Map<String, Optional<Pattern>> patterns = new HashMap<>(0);

  Judge(Walk walk) {
    this.walk = walk;
  }

  boolean holds(Condition condition, JsonNode node) {
    return switch (condition) {
      case Condition.Any(List<Condition> any) -> any.stream().anyMatch(each -> holds(each, node));
      case Condition.All(List<Condition> all) -> all.stream().allMatch(each -> holds(each, node));
      case Condition.Not(Condition inner) -> !holds(inner, node);
      case Condition.Exists(Query query) -> !walk.all(query, node).isEmpty();
      case Condition.Compared(Operand left, Comparison comparison, Operand right) ->
          comparison.holds(value(left, node), value(right, node));
      case Condition.Fits fits -> fits(fits, node);
    };
  }

  private @Nullable Json value(Operand operand, JsonNode node) {
    return switch (operand) {
      case Operand.Literal(Json value) -> value;
      case Operand.Single(Query query) -> only(query, node);
      case Operand.Value(Query query) -> only(query, node);
      case Operand.Count(Query query) -> number(walk.all(query, node).size());
      case Operand.Length(Operand of) -> length(value(of, node));
    };
  }

  private @Nullable Json only(Query query, JsonNode node) {
    List<JsonNode> nodes = walk.all(query, node);
    return nodes.size() == 1 ? nodes.getFirst().value() : null;
  }

  private static @Nullable Json length(@Nullable Json value) {
    return switch (value) {
      case JsonText(String text) -> number(text.codePointCount(0, text.length()));
      case JsonArray(List<Json> elements) -> number(elements.size());
      case JsonObject object -> number(object.members().size());
      case JsonNumber _, JsonFlag _, JsonNull _ -> null;
      case null -> null;
    };
  }

  private boolean fits(Condition.Fits fits, JsonNode node) {
    if (value(fits.text(), node) instanceof JsonText(String text)
        && value(fits.pattern(), node) instanceof JsonText(String source)) {
      walk.budget().spend(text.length() * (1L + source.length() / 64));
      return pattern(source)
          .map(pattern -> pattern.matcher(text))
          .filter(matcher -> fits.whole() ? matcher.matches() : matcher.find())
          .isPresent();
    }
    return false;
  }

  private Optional<Pattern> pattern(String source) {
    Optional<Pattern> known = patterns.get(source);
    if (known == null) {
      walk.budget().spend(source.length());
      known = Optional.ofNullable(IRegexp.compile(source));
      if (patterns.size() < KEPT_PATTERNS) {
        patterns.put(source, known);
      }
    }
    return known;
  }

  private static JsonNumber number(int count) {
    return new JsonNumber(Integer.toString(count), count);
  }
}
