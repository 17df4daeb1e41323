package dev.sonde.testkit;

import java.util.random.RandomGenerator;

/// Chooses by chance. Option 1 is what usually happens, and comes more often on some disks than on
/// others, so that both much and little survives.
final class Sampler implements Choice {
  private static final double[] CALM = {0, 0.5, 0.9};

  private final RandomGenerator random;
  private final double calm;

  Sampler(RandomGenerator random) {
    this.random = random;
    this.calm = CALM[random.nextInt(CALM.length)];
  }

  @Override
  public int of(int options) {
    return options > 1 && random.nextDouble() < calm ? 1 : random.nextInt(options);
  }
}
