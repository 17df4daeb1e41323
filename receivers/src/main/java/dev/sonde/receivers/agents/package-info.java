/// Who pushes here: what a hub knows of its agents.
package dev.sonde.receivers.agents;
