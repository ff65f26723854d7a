/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The steps of ComfyUI runs: rows of steps, the lifecycle of a run, and runs on heap or in RocksDB.
 */
package io.tidemark.job.comfyui;
