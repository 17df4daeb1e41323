package dev.sonde.app.plugin;

import dev.sonde.api.Processor;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.Verdict;

/// A plugin's factory of processors. One that can't be made lets everything through.
final class GuardedProcessors extends GuardedFactory implements ProcessorFactory<KeptConfig> {
  private final ProcessorFactory<Object> of;

  @SuppressWarnings("unchecked") // what it reads is given back to it alone
  GuardedProcessors(ProcessorFactory<?> of, Told told, Guard guard) {
    super(told, guard, of::read);
    this.of = (ProcessorFactory<Object>) of;
  }

  @Override
  public Processor create(KeptConfig config) {
    Processor letsThrough = (_, _) -> Verdict.KEEP;
    return guard.ask(
        "create",
        guard.usual(),
        () -> new GuardedProcessor(of.create(config.value()), guard.plugin()),
        letsThrough);
  }
}
