/// The generator `statsd`: what programs of this machine send in StatsD's form.
package dev.sonde.collectors.statsd;
