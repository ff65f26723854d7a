/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** ComfyUI runs: steps, the run that they add up to, its times and texts, and their formats. */
package io.tidemark.model.comfyui;
