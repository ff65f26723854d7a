/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Data views, panels and dashboards of Kibana, generated from the schemas, and their installer. */
package io.tidemark.templates.kibana;
