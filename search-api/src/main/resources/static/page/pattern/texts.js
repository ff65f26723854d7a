export const TEXTS = {
  en: {
    title: 'Hours of the week',
    help: 'The median of each hour of the week over the last four weeks, from final hours. The pointer on an hour shows its maximum.',
    cell: '{time}: median {median}, maximum {maximum}',
    busiest: 'Busiest at {peak} (median {value}). ',
    shares: 'Nights, 22:00 to 06:00: {night}. Weekends: {weekend}.',
  },
  zh: {
    title: '一周时段分布',
    help: '最近四周内一周每个小时的中位数，仅含已确定的小时。指针停在某个小时上可查看其最大值。',
    cell: '{time}：中位数 {median}，最大值 {maximum}',
    busiest: '最忙时段：{peak}（中位数 {value}）。',
    shares: '夜间（22:00 至 06:00）占 {night}，周末占 {weekend}。',
  },
};
