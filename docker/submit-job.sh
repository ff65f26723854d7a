#!/usr/bin/env bash
# Submits the job to the Flink cluster at $1, unless it runs there already, and resumes from
# the newest checkpoint or savepoint in /flink-state.
set -euo pipefail

flink=/opt/flink/bin/flink
cluster=$1
jar=/opt/tidemark/tidemark-job.jar

running=$("$flink" list --running --jobmanager "$cluster")
if grep -qE ' : [0-9a-f]{32} : ' <<<"$running"; then
  echo "The job is running already."
  exit 0
fi

# By time: a checkpoint's number starts again with each submission.
newest=$(find /flink-state -name _metadata -printf '%T@ %h\n' | sort -rn | head -n 1 | cut -d' ' -f2-)
resume=()
if [ -n "$newest" ]; then
  echo "Resuming from $newest"
  resume=(--fromSavepoint "$newest" --claimMode claim)
fi

topics=(
  # generated: topics
  --model-calls.topic usage.model-calls,intake.model-calls
  --comfyui.topic usage.comfyui-tasks,intake.comfyui
  --training.topic usage.training-jobs,intake.training
  --coding-agents.topic usage.coding-agents,intake.coding-agents
  --image-jobs.topic usage.image-jobs,intake.image-jobs
  # end: topics
)

# The words of TIDEMARK_JOB_ARGS are options of their own.
# shellcheck disable=SC2086
exec "$flink" run --detached --jobmanager "$cluster" "${resume[@]}" "$jar" \
  --kafka.bootstrap-servers kafka:29092 \
  --elasticsearch.hosts http://elasticsearch:9200 \
  "${topics[@]}" \
  ${TIDEMARK_JOB_ARGS:-}
