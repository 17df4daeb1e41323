package dev.sonde.wire.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A query for nodes of a document, as RFC 9535 defines it: `$.queues[?@.state == 'running'].name`.
/// Compiled once, for any thread.
public final class JsonPath {
  /// As many nodes as a query may give, where nothing else is said.
  public static final int MAX_NODES = 100_000;

  private static final int STEPS_FOR_NODE = 20;

  private final String expression;
  private final Query query;
  private final @Nullable String doubt;

  private JsonPath(String expression, Query query, @Nullable String doubt) {
    this.expression = expression;
    this.query = query;
    this.doubt = doubt;
  }

  /// A path from its text.
  ///
  /// @throws IllegalArgumentException when it is none; the message reads on after the text, and
  ///   says the column
  public static JsonPath compile(String expression) {
    var parser = new PathParser(new PathScanner(expression));
    return new JsonPath(expression, parser.whole(), parser.doubt());
  }

  /// What it finds, in order.
  ///
  /// @throws JsonException when it finds more than [#MAX_NODES], or takes too many steps
  public List<JsonNode> nodes(Json root) throws JsonException {
    return nodes(root, MAX_NODES);
  }

  /// What it finds, in order.
  ///
  /// @throws JsonException when it finds more than that, or takes more than twenty times as many
  ///   steps
  public List<JsonNode> nodes(Json root, int maxNodes) throws JsonException {
    return nodes(JsonNode.root(root), budget(maxNodes));
  }

  /// Does it find one node at most, whatever the document? It does when it is made of names and
  /// indexes alone.
  public boolean isSingular() {
    return query.isSingular();
  }

  /// What is in it that RFC 9535 allows and that can't be meant: a pattern that never matches,
  /// since it is no regular expression of RFC 9485.
  public @Nullable String doubt() {
    return doubt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonPath path && path.expression.equals(expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  /// As it was written.
  @Override
  public String toString() {
    return expression;
  }

  /// What it finds when this node is its `$`.
  List<JsonNode> nodes(JsonNode top, Budget budget) throws JsonException {
    try {
      return new Walk(top, budget).all(query, top);
    } catch (Budget.Spent e) {
      throw new JsonException("the path " + expression + " " + e.getMessage());
    }
  }

  static Budget budget(int maxNodes) {
    return new Budget(maxNodes, (long) maxNodes * STEPS_FOR_NODE);
  }
}
