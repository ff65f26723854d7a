export const TEXTS = {
  en: {
    'latency_ms?': 'Time from the request to the end of the answer: half of the calls are below P50, 99 % below P99.',
    'time_to_first_token_ms?': 'Time from the request to the first token, for calls that report it.',
    codes: 'Calls by status code', 'codes?': 'Calls by their HTTP status code, over the whole period. Calls without a code are not included. A click on a code shows its calls.',
    code: 'Status code', records: 'Show the calls with code {code}', calls: 'Calls', compared: 'Compared',
    throughput: 'Tokens a minute', 'throughput?': 'Input and output tokens of each point by its minutes. The mean of an hour or a day: short peaks are higher.',
  },
  zh: {
    'latency_ms?': '从请求到应答结束的时间：一半的调用低于 P50，99% 低于 P99。',
    'time_to_first_token_ms?': '从请求到首个 token 的时间，只统计上报了该值的调用。',
    codes: '按状态码统计调用', 'codes?': '整个时段内各 HTTP 状态码的调用次数；没有状态码的调用不计入。点击状态码可查看其调用记录。',
    code: '状态码', records: '查看状态码为 {code} 的调用记录', calls: '调用次数', compared: '对比',
    throughput: '每分钟 token 数', 'throughput?': '每个时间点的输入与输出 token 数除以其分钟数。数值为一小时或一天的平均，短时峰值会更高。',
  },
};
