export const TEXTS = {
  en: {
    concurrency: 'Concurrency distribution',
    'concurrency?': 'How many runs there were at the same time: the peak of each hour (of each minute up to 12 hours) and the mean weighted by time. It follows the period only, not the filters above.',
    levels: 'Time by concurrency',
    'levels?': 'For how much of the measured time exactly so many runs were running. It follows the period only, not the filters above.',
    dimension: 'Of', value: 'Value', choose: 'Choose a value.',
    atOnce: 'Runs at once', time: 'Time', shareOfTime: 'Share of time', atLeast: 'So many or more',
    unknownEnd: 'Runs without a reported end: {open} counted as running, {lost} given up and not counted.',
    givenUp: 'Runs without a reported end: {lost} given up and not counted.',
    peak: 'Peak {peak} at {time}', noPeak: 'Nothing was measured in this period.',
  },
  zh: {
    concurrency: '并发分布图',
    'concurrency?': '同时运行的数量：每小时（12 小时以内为每分钟）的峰值和按时间加权的均值。只随时间段变化，不受上方筛选影响。',
    levels: '各并发数的时间分布',
    'levels?': '同时运行数恰为该值的时间占全部测量时间的比例。只随时间段变化，不受上方筛选影响。',
    dimension: '维度', value: '取值', choose: '请选择一个值。',
    atOnce: '同时运行数', time: '时长', shareOfTime: '时间占比', atLeast: '不少于该数量',
    unknownEnd: '未报告结束的任务：{open} 个按运行中计入，{lost} 个已放弃且不计入。',
    givenUp: '未报告结束的任务：{lost} 个已放弃且不计入。',
    peak: '峰值 {peak}，出现于 {time}', noPeak: '该时段没有测量数据。',
  },
};
