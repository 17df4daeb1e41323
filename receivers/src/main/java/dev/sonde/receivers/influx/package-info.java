/// The receiver `influx`: lines of InfluxDB's protocol, as Telegraf and its relatives write them.
package dev.sonde.receivers.influx;
