/// GPUs: NVIDIA's by NVML or `nvidia-smi`, AMD's and Jetson's by `/sys`.
package dev.sonde.collectors.gpu;
