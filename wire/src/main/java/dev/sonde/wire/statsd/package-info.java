/// Lines of StatsD, with the tags of DogStatsD, and what they add up to.
package dev.sonde.wire.statsd;
