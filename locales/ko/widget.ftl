# 쇼핑몰 페이지의 채팅 위젯. 패널 너비가 376px이므로 문구는 짧게 씁니다.

## The round button
widget-launcher-open = 채팅 열기
widget-launcher-close = 채팅 닫기
widget-launcher-unread =
    { $count ->
       *[other] 채팅 열기, 읽지 않은 메시지 { $count }개
    }

## The panel and when somebody answers
# $name: the store's name
widget-dialog = { $name } 채팅 상담
widget-close = 닫기
widget-greeting = 안녕하세요! 무엇을 도와드릴까요?
# $time: a duration such as "5 minutes"
widget-reply-within = 보통 { $time } 이내에 답변드립니다
widget-reply-soon = 지금 상담할 수 있습니다
# $when: such as "tomorrow, 09:00"
widget-away-until = 지금은 상담 시간이 아닙니다. 상담 시작: { $when }
widget-away = 지금은 상담 시간이 아닙니다
widget-hours = 상담 시간
widget-hours-closed = 휴무
# $zone: the name of a time zone
widget-hours-zone = { $zone } 기준

## Messages
widget-log = 메시지
widget-you = 나
widget-assistant = 자동 답변
# $name: who is writing
widget-typing = { $name } 님이 입력하고 있습니다
widget-new-messages = 새 메시지
# $name: the file's name
widget-download = { $name } 내려받기
widget-sending = 보내는 중…
widget-waiting = 인터넷에 연결되면 전송됩니다
widget-sent = 보냄
widget-seen = 읽음
widget-failed = 보내지 못했습니다
widget-failed-too-long = 메시지가 너무 길어 보내지 못했습니다
widget-failed-refused = 메시지가 거부되어 보내지 못했습니다
widget-retry = 다시 보내기
widget-discard = 삭제

## Writing
widget-message = 메시지
widget-placeholder = 메시지를 입력하세요…
widget-send = 보내기
widget-attach = 파일 첨부
widget-drop = 여기에 파일을 놓으세요
# $name: the file's name, $percent: such as "40%"
widget-uploading = { $name }: { $percent }
widget-upload-failed = { $name } 파일을 올리지 못했습니다
widget-upload-too-large = { $name } 파일이 너무 큽니다
widget-upload-refused = 첨부할 수 없는 파일 형식입니다: { $name }
widget-remove = { $name } 빼기

## Reaching the customer later
widget-email = 이메일
widget-name = 이름 (선택)
widget-email-away = 이메일 주소를 남겨 주시면 이메일로 답변드리겠습니다.
widget-email-required = 답변을 드릴 수 있도록 이메일 주소를 입력해 주세요.
widget-email-offer = 자리를 비우시나요? 이메일 주소를 남겨 주시면 이메일로도 답변을 받으실 수 있습니다.
widget-email-invalid = name@example.com과 같은 이메일 주소를 입력해 주세요
widget-email-save = 저장
widget-email-later = 나중에
# $email: the visitor's address
widget-email-kept = 자리를 비우시면 { $email }(으)로 답변을 보내 드립니다.

## When something is wrong
widget-offline = 연결이 끊겼습니다. 메시지는 보관되었다가 나중에 전송됩니다.
widget-unreachable = 지금은 연결할 수 없습니다. 다시 시도하고 있습니다…
widget-unavailable = 이 페이지에서는 채팅을 이용할 수 없습니다.
widget-slow-down = 메시지가 많아 잠시 후에 전송됩니다.
