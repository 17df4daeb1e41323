/// The public face of Sonde: what is measured ([Series], [Family], [Batch]), what components write
/// to ([Recorder]), and what others may add ([Collector], [Processor]).
package dev.sonde.api;
