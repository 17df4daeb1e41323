package dev.sonde.receivers.agents;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import java.util.Comparator;
import java.util.Objects;

/// What tells senders apart: what the door knows of them, and of another Sonde what it says itself.
/// Whoever has another key is another sender, whatever it says.
///
/// @param agent the label `agent` of what it sends: its key's name, or its address; may be empty
/// @param client how it names itself in `X-Client-ID`; may be empty
/// @param sender the instance of another Sonde, else the receiver it speaks to
public record Who(String agent, String client, String sender) implements Comparable<Who> {
  private static final Comparator<Who> ORDER =
      Comparator.comparing(Who::agent).thenComparing(Who::client).thenComparing(Who::sender);

  /// @param labels what came with the caller, under the key's own
  static Who of(Caller caller, Labels labels, Origin origin, String receiver) {
    return origin instanceof Origin.Sender(var id)
        ? of(caller, labels, id.instance().toString())
        : of(caller, labels, receiver);
  }

  static Who of(Caller caller, Labels labels, String sender) {
    Labels stamp = labels.with(caller.stamp());
    return new Who(said(stamp, "agent"), said(stamp, "client_id"), sender);
  }

  private static String said(Labels stamp, String name) {
    return Objects.requireNonNullElse(stamp.value(name), "");
  }

  @Override
  public int compareTo(Who other) {
    return ORDER.compare(this, other);
  }

  /// For people: `web-1 (json)`.
  @Override
  public String toString() {
    String name = agent.isEmpty() ? "somebody without a key" : agent;
    return name + (client.isEmpty() ? "" : "/" + client) + " (" + sender + ")";
  }
}
