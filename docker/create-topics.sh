#!/usr/bin/env bash
# Creates Tidemark's topics on the broker in $1; those that exist stay as they are.
set -euo pipefail

create() {
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$broker" \
    --create --if-not-exists --topic "$1" --partitions "$2" --replication-factor 1
}

broker=$1
# generated: topics
create usage.model-calls 4
create usage.comfyui-tasks 4
create usage.training-jobs 4
create usage.coding-agents 4
create usage.image-jobs 4
create intake.model-calls 4
create intake.comfyui 2
create intake.training 1
create intake.coding-agents 1
create intake.image-jobs 1
create usage.dead-letters 1
# end: topics
