### Mails that Tillside writes itself. Subjects are read with line_with, everything else with text_with.

## Every mail

# $name: the person's name
mail-greeting = { $name } 님, 안녕하세요.
mail-greeting-nameless = 안녕하세요.
# Stands before the bare address of the button above it.
mail-link-hint = 버튼이 작동하지 않으면 아래 주소를 브라우저에서 열어 주세요.
# $workspace: the workspace's name
mail-footer = { $workspace }에서 { -brand-name }를 통해 보낸 메일입니다.

## Invitation of a colleague

# $inviter: who invites. $workspace: the workspace's name
mail-invitation-subject = { $inviter } 님이 { $workspace }에 초대했습니다
# $inviter: who invites. $workspace: the workspace's name
mail-invitation-intro = { $inviter } 님이 { $workspace }에서 함께 고객 문의에 답변하자고 초대했습니다. 비밀번호를 정하면 바로 시작할 수 있습니다.
mail-invitation-button = 초대 수락하기
# $date: the last day on which the link works
mail-invitation-expires = 이 초대는 { $date }까지 유효합니다.
mail-invitation-ignore = 초대한 사람을 모르신다면 이 메일을 무시하셔도 됩니다. 아무 일도 일어나지 않습니다.

## A new password

# $workspace: the workspace's name
mail-password-reset-subject = { $workspace } 비밀번호를 다시 설정해 주세요
# $email: the address with which the person signs in
mail-password-reset-intro = { $email } 계정의 비밀번호 재설정 요청을 받았습니다. 직접 요청하셨다면 새 비밀번호를 설정해 주세요.
mail-password-reset-button = 새 비밀번호 설정하기
# $duration: such as "1 hour"
mail-password-reset-expires = 이 링크는 한 번만 사용할 수 있으며 { $duration } 동안 유효합니다.
mail-password-reset-ignore = 요청하지 않으셨다면 이 메일을 무시하셔도 됩니다. 비밀번호는 그대로 유지됩니다.

## A chat goes on by mail, because the customer has left the page

# $store: the store's name
mail-chat-subject = { $store } 채팅 상담 답변입니다
# $agent: who answered. $store: the store's name. $count: how many messages follow
mail-chat-intro = { $store }의 { $agent } 님이 채팅으로 메시지 { $count }개를 보냈습니다.
mail-chat-earlier = 이전 대화
# Names the customer as the author of a line in the chat
mail-chat-you = 고객님
mail-chat-footer = 이 메일에 회신하시면 같은 상담이 이어집니다.

## An answer, with what it answers below it

# Stands above what is answered. $time: its date and time. $name: who wrote it
mail-reply-quote = { $time }, { $name } 님이 작성:

## A test of a mailbox

# $channel: the mailbox's name
mail-channel-test-subject = { $channel } 테스트 메일
# $address: the mailbox's address
mail-channel-test-intro = { $address } 주소의 메일 발송이 정상적으로 작동합니다. 이 메일이 도착했기 때문입니다.
mail-channel-test-next = 수신도 확인하려면 이 메일에 회신해 주세요. 1분 안에 받은 편지함에 회신이 표시되어야 합니다.
# $time: date and time
mail-channel-test-sent = 보낸 시각: { $time }
mail-too-large = 이 이메일의 크기는 { $size }MB입니다. 헤더만 가져왔으며, 전체 이메일은 메일함의 ‘{ $folder }’ 폴더에 있습니다.

## Files that were too large for a mail

# $count: how many files follow. $date: the last day on which the links work
mail-files-linked = 파일 { $count }개가 너무 커서 첨부하지 못했습니다. { $date }까지 아래에서 내려받으실 수 있습니다.
