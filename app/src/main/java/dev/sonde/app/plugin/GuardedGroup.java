package dev.sonde.app.plugin;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.Detail;
import dev.sonde.api.Member;
import dev.sonde.api.Roster;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A plugin's group: it and its members run on threads of the plugin's. What can't be done is said
/// among what is absent.
final class GuardedGroup implements CollectorGroup<KeptConfig> {
  private static final int MOST_ABSENT = 100;

  private final Guard guard;
  private final Function<KeptConfig, CollectorGroup<Object>> make;
  private KeptConfig config;
  private volatile @Nullable CollectorGroup<Object> made;
  private volatile String trouble = "";

  GuardedGroup(Guard guard, KeptConfig config, Function<KeptConfig, CollectorGroup<Object>> make) {
    this.guard = guard;
    this.config = config;
    this.make = make;
  }

  @Override
  public synchronized void open(Roster roster) {
    guarded(
        "open",
        () -> {
          CollectorGroup<Object> group = make.apply(config);
          guard.made();
          made = group;
          group.open((member, rhythm, common) -> roster.join(follow(member), rhythm, common));
        });
  }

  /// Nobody interrupts a member.
  private Member follow(Member of) {
    return visit ->
        guard
            .threads()
            .follow(
                "collect",
                () -> {
                  of.collect(visit);
                  return guard;
                });
  }

  @Override
  public synchronized void configure(KeptConfig to) {
    config = to;
    CollectorGroup<Object> group = made;
    if (group != null) {
      guarded("configure", () -> group.configure(to.value()));
    }
  }

  @Override
  public Map<String, String> absent() {
    CollectorGroup<Object> group = made;
    String own = trouble;
    if (!own.isEmpty() || group == null) {
      return own.isEmpty() ? Map.of() : Map.of("plugin " + guard.plugin(), own);
    }
    try {
      return guard.ask("absent", guard.quick(), () -> copy(group.absent()));
    } catch (PluginException failed) {
      return Map.of("plugin " + guard.plugin(), String.valueOf(failed.getMessage()));
    }
  }

  private static Map<String, String> copy(Map<String, String> of) {
    var copy = new HashMap<String, String>();
    for (Map.Entry<String, String> each : of.entrySet()) {
      if (copy.size() < MOST_ABSENT) {
        copy.put(String.valueOf(each.getKey()), String.valueOf(each.getValue()));
      }
    }
    return copy;
  }

  @Override
  public Detail detail() {
    CollectorGroup<Object> group = made;
    Detail nothing = new Detail.Fields(Map.of());
    return group == null ? nothing : guard.ask("detail", guard.quick(), group::detail, nothing);
  }

  @Override
  public synchronized void close() {
    CollectorGroup<Object> group = made;
    if (group != null) {
      made = null;
      guarded("close", group::close);
      guard.closed();
    }
  }

  private void guarded(String what, Runnable task) {
    try {
      guard.ask(
          what,
          guard.usual(),
          () -> {
            task.run();
            return what;
          });
      trouble = "";
    } catch (PluginException failed) {
      trouble = what + ": " + failed.getMessage();
    }
  }
}
