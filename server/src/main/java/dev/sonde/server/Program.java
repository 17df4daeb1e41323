package dev.sonde.server;

import dev.sonde.api.Detail;
import dev.sonde.api.Labels;
import dev.sonde.api.store.History;
import dev.sonde.delivery.CourierStatus;
import dev.sonde.engine.ComponentStatus;
import dev.sonde.engine.LiveView;
import dev.sonde.engine.Snapshot;
import dev.sonde.journal.JournalStatus;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.agents.AgentStatus;
import dev.sonde.server.door.DoorConfig;
import dev.sonde.server.history.QueryLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the pages show of the running program. Every method answers at once, whatever is broken.
public interface Program {
  /// Its version, such as `0.1.0`.
  String version();

  /// The profile it runs under, such as `agent`.
  String profile();

  /// Nanoseconds since it started.
  long uptimeNanos();

  /// The newest value of every series.
  Snapshot snapshot();

  /// The newest value of every series that others pushed lately.
  LiveView pushed();

  /// Who pushes nothing for so long is silent.
  Duration silentAfter();

  /// How each component is doing.
  List<ComponentStatus> components();

  /// What a group of collectors tells of its members; empty when there is none of this name.
  Optional<Detail> detail(String group);

  /// How the journal is doing.
  JournalStatus journal();

  /// How each destination is doing.
  List<CourierStatus> destinations();

  /// What takes pushes, whether it is on or not.
  List<Receiver> receivers();

  /// Who pushes here, in order of their names.
  List<AgentStatus> agents();

  /// What stands before a receiver; empty while it is off.
  Optional<DoorConfig> door(String receiver);

  /// What is stored; empty without a store.
  Optional<History> history();

  /// The labels that tell this machine's own samples apart where they are stored.
  Labels identity();

  /// How much may be asked of the store.
  QueryLimits queryLimits();

  /// What a person should know, a sentence each: a configuration that was refused at a reload, data
  /// that is not durable, a certificate that has expired. Empty when all is well.
  List<String> warnings();

  /// What a person should see to in good time, a sentence each, while all is still well.
  List<String> notices();

  /// The configuration that is in force, secrets redacted, as YAML.
  String configuration();

  /// Reads the configuration again.
  ///
  /// @return what is wrong with it, one line each; empty when it is now in force
  List<String> reload();
}
