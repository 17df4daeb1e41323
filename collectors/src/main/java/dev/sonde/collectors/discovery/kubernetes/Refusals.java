package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonRules;

/// Says in words what an API that refuses wants to have changed.
final class Refusals {
  private static final int LONGEST = 300;
  private static final int OK = 200;
  private static final int UNKNOWN = 401;
  private static final int FORBIDDEN = 403;
  private static final int MISSING = 404;
  private static final int GONE = 410;

  private Refusals() {}

  /// @param verb as a role names it: `list` or `watch`
  /// @throws Refused unless the answer is what was asked for
  static void check(Api.Answer answer, String verb, Scope scope) throws Refused {
    if (answer.status() != OK) {
      throw refused(answer.status(), said(answer), verb, scope);
    }
  }

  /// What a watch ends with.
  static Refused of(Tree status, String verb, Scope scope) {
    return refused((int) status.at("code").number(0), said(status), verb, scope);
  }

  private static Refused refused(int status, String said, String verb, Scope scope) {
    if (status == GONE) {
      return Refused.gone();
    }
    return Refused.because(
        verb
            + " "
            + scope
            + ": the API answers "
            + status
            + " "
            + next(status, verb, scope)
            + said);
  }

  private static String next(int status, String verb, Scope scope) {
    return switch (status) {
      case UNKNOWN ->
          "(it does not know who asks): is the token right and not expired, and is it for this"
              + " cluster?";
      case FORBIDDEN -> "(it forbids it): " + permission(verb, scope);
      case MISSING -> "(not found): is api_server right, and has this cluster " + path(scope) + "?";
      default -> "";
    };
  }

  private static String permission(String verb, Scope scope) {
    Resource resource = scope.resource();
    String group = resource.group();
    return "give the account the verb \""
        + verb
        + "\" on the resource \""
        + resource.plural()
        + "\" of "
        + (group.isEmpty() ? "the core API group \"\"" : "the API group \"" + group + "\"")
        + (scope.namespace().isEmpty()
            ? " with a ClusterRole and a ClusterRoleBinding"
            : " with a Role and a RoleBinding in the namespace " + scope.namespace());
  }

  private static String path(Scope scope) {
    return scope.resource().path("");
  }

  private static String said(Api.Answer answer) {
    try {
      return said(new TreeReader(JsonRules.DEFAULT).read(answer.body(), 0, answer.length()));
    } catch (JsonException _) {
      return "";
    }
  }

  private static String said(Tree status) {
    String message = status.at("message").text().replaceAll("\\p{Cntrl}+", " ");
    if (message.isEmpty()) {
      return "";
    }
    boolean cut = message.length() > LONGEST;
    return "; it says: " + (cut ? message.substring(0, LONGEST) + "…" : message);
  }
}
