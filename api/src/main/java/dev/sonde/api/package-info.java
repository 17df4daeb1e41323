/// The public face of Sonde: what is measured ([Series], [Family], [Batch]), what components write
/// to ([Recorder], [Emitter]), and what others may add ([Collector], [Generator], [Processor],
/// [Shipper]).
package dev.sonde.api;
