package dev.sonde.app.plugin;

import dev.sonde.api.Processor;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Verdict;

/// A plugin's factory of processors. One that can't be made lets everything through.
final class GuardedProcessors implements ProcessorFactory<KeptConfig> {
  private final ProcessorFactory<Object> of;
  private final Told told;
  private final Guard guard;

  @SuppressWarnings("unchecked") // what it reads is given back to it alone
  GuardedProcessors(ProcessorFactory<?> of, Told told, Guard guard) {
    this.of = (ProcessorFactory<Object>) of;
    this.told = told;
    this.guard = guard;
  }

  @Override
  public String name() {
    return told.name();
  }

  @Override
  public String help() {
    return told.help();
  }

  @Override
  public KeptConfig read(Settings settings) {
    return KeptConfig.read(guard, settings, of::read);
  }

  @Override
  public Processor create(KeptConfig config) {
    Processor letsThrough = (_, _) -> Verdict.KEEP;
    return guard.ask(
        "create",
        Guard.USUAL,
        () -> new GuardedProcessor(of.create(config.value()), guard.plugin()),
        letsThrough);
  }
}
