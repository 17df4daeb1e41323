package dev.sonde.app.plugin;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.GroupFactory;
import dev.sonde.api.Surroundings;

/// A plugin's factory of groups.
final class GuardedGroups extends GuardedFactory implements GroupFactory<KeptConfig> {
  private final GroupFactory<Object> of;
  private final boolean liveByDefault;

  @SuppressWarnings("unchecked") // what it reads is given back to it alone
  GuardedGroups(GroupFactory<?> of, Told told, Guard guard) {
    super(told, guard, of::read);
    this.of = (GroupFactory<Object>) of;
    this.liveByDefault = of.liveByDefault();
  }

  @Override
  public boolean liveByDefault() {
    return liveByDefault;
  }

  @Override
  public boolean hasWork(KeptConfig config) {
    return guard.ask("hasWork", guard.quick(), () -> of.hasWork(config.value()), false);
  }

  /// Made when it is opened, so that a failure is shown like any other.
  @Override
  public CollectorGroup<KeptConfig> create(KeptConfig config, Surroundings surroundings) {
    return new GuardedGroup(guard, config, each -> of.create(each.value(), surroundings));
  }
}
