package dev.sonde.stores.embedded;

import dev.sonde.api.Stale;
import java.util.random.RandomGenerator;

/// Series as they are found in the wild, and some that are not.
enum SampleSeries {
  CONSTANT {
    @Override
    double next(RandomGenerator random, double before, int index) {
      return 42.5;
    }
  },
  COUNTER {
    @Override
    double next(RandomGenerator random, double before, int index) {
      return index == 0 ? 1_234_567 : before + random.nextInt(2000);
    }
  },
  SLOW_COUNTER {
    @Override
    double next(RandomGenerator random, double before, int index) {
      return index == 0 ? 17 : before + (random.nextInt(50) == 0 ? 1 : 0);
    }
  },
  PERCENT {
    @Override
    double next(RandomGenerator random, double before, int index) {
      return Math.rint((before * 0.9 + random.nextDouble() * 5) * 100) / 100;
    }
  },
  MEMORY {
    @Override
    double next(RandomGenerator random, double before, int index) {
      return (index == 0 ? 4e9 : before) + 4096.0 * (random.nextInt(400) - 200);
    }
  },
  TEMPERATURE {
    @Override
    double next(RandomGenerator random, double before, int index) {
      return index == 0 ? 45 : before + (random.nextInt(20) == 0 ? random.nextInt(3) - 1 : 0);
    }
  },
  RATIO {
    @Override
    double next(RandomGenerator random, double before, int index) {
      return random.nextInt(10_000) / (double) (1 + random.nextInt(10_000));
    }
  },
  BITS {
    @Override
    double next(RandomGenerator random, double before, int index) {
      return Double.longBitsToDouble(random.nextLong());
    }
  },
  ODD {
    @Override
    double next(RandomGenerator random, double before, int index) {
      double[] odd = {
        0,
        -0.0,
        1,
        -1,
        1e300,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Stale.marker(),
        1L << 53,
        0.1,
        1e-12,
        Long.MIN_VALUE
      };
      return odd[random.nextInt(odd.length)];
    }
  },
  MOSTLY_DECIMAL {
    @Override
    double next(RandomGenerator random, double before, int index) {
      return random.nextInt(100) == 0 ? Stale.marker() : random.nextInt(1000) / 10.0;
    }
  },
  EXTREME {
    @Override
    double next(RandomGenerator random, double before, int index) {
      return (index % 2 == 0 ? 1 : -1) * (double) ((1L << 53) - 1 - random.nextInt(2));
    }
  };

  abstract double next(RandomGenerator random, double before, int index);

  void fill(RandomGenerator random, double[] values, int count) {
    double before = 0;
    for (int i = 0; i < count; i++) {
      before = next(random, before, i);
      values[i] = before;
      before = Double.isNaN(before) ? 0 : before;
    }
  }
}
