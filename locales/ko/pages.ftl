### Pages that the server renders itself, readable without a script.

## Contact form

# $store: the store's name
contact-form-title = { $store }에 문의하기
contact-form-intro = 문의를 남겨 주세요. 이메일로 답변해 드립니다.
contact-form-language = 이 페이지의 언어
# Stands behind the name of a field
contact-form-optional = (선택)
contact-form-name = 이름
contact-form-email = 이메일 주소
contact-form-order = 주문 번호
contact-form-order-hint = 주문 확인 메일에서 확인할 수 있습니다.
contact-form-subject = 제목
contact-form-message = 무엇을 도와드릴까요?
contact-form-files = 사진 또는 파일
# $count: most files. $size: largest file, such as "10 MB"
contact-form-files-hint = 최대 { $count }개, 파일당 { $size } 이하로 첨부할 수 있습니다.
contact-form-privacy = 입력하신 내용은 답변을 드리는 데에만 사용합니다.
contact-form-send = 문의 보내기
# Names a field that people do not see and robots fill in
contact-form-trap = 이 칸은 비워 두세요
contact-form-closed = 이 문의 양식은 더 이상 사용되지 않습니다. 다른 연락 방법은 홈페이지에서 확인해 주세요.

## Contact form: what is wrong

# $count: how many fields
contact-form-wrong = 표시된 항목 { $count }개를 확인해 주세요.
contact-form-name-missing = 이름을 입력해 주세요.
contact-form-email-missing = 답변을 보내 드릴 이메일 주소를 입력해 주세요.
contact-form-email-wrong = 올바른 이메일 주소가 아닙니다. 예: name@example.com
contact-form-message-missing = 문의 내용을 입력해 주세요.
# $limit: most characters
contact-form-too-long = 너무 깁니다. { $limit }자까지 입력할 수 있습니다.
# $name: the file's name. $size: largest file, such as "10 MB"
contact-form-file-too-large = { $name } 파일이 너무 큽니다. { $size } 이하만 첨부할 수 있습니다.
# $count: most files
contact-form-too-many-files = 파일은 { $count }개까지만 첨부해 주세요.
# $duration: such as "2 minutes"
contact-form-too-often = 짧은 시간에 여러 번 문의하셨습니다. { $duration } 후에 다시 시도해 주세요.
contact-form-not-sent = 문의를 저장하지 못했습니다. 입력하신 내용은 그대로 있으니 다시 보내 주세요.

## Contact form: thanks

contact-form-thanks-title = 문의가 접수되었습니다. 감사합니다
# $email: where the answer goes
contact-form-thanks-text = 답변은 { $email } 주소로 보내 드리겠습니다.
# $number: the conversation's number
contact-form-thanks-number = 접수 번호: { $number }
# $duration: such as "2 hours"
contact-form-reply-within = 보통 { $duration } 이내에 답변해 드립니다.
# $time: day and time of opening
contact-form-reply-after-opening = 지금은 상담 시간이 아닙니다. 상담이 시작되면 답변해 드리겠습니다: { $time }
# Shown while no usual time is known
contact-form-reply-soon = 최대한 빨리 답변해 드리겠습니다.
contact-form-again = 다른 문의 보내기

## Return from a store's own page, where the merchant allowed or refused access

# $store: the store's name
store-allowed-title = { $store } 연결이 완료되었습니다
store-allowed-text = 지금 주문, 고객, 상품 정보를 가져오고 있습니다. 설정에서 진행 상황을 확인할 수 있으며 그동안 바로 업무를 시작하실 수 있습니다.
# $store: the store's name
store-waiting-title = { $store }의 응답을 기다리고 있습니다
store-waiting-text = 접근을 허용하셨지만 쇼핑몰에서 아직 키를 보내지 않았습니다. 몇 초 정도 걸리니 페이지를 새로 고쳐 주세요.
# $store: the store's name
store-refused-title = { $store } 연결이 취소되었습니다
store-refused-text = 쇼핑몰에서 접근을 거부하셨습니다. 변경된 내용은 없으며 언제든지 다시 연결하실 수 있습니다.
store-back = 설정으로 돌아가기

## The page of a file that was too large for a mail

# $company: the company that sent it
file-page-title = { $company }에서 보낸 파일
file-page-download = 내려받기
# $time: date and time
file-page-until = 링크는 { $time }까지 유효합니다.
file-page-over-title = 이 파일은 더 이상 받으실 수 없습니다
# $date: the last day. $company: the company that sent it
file-page-over-text = { $date }까지 내려받으실 수 있었던 파일입니다. 아직 필요하시면 메일에 회신해 주세요. { $company }에서 다시 보내 드리겠습니다.
file-page-unknown-title = 파일을 찾을 수 없습니다
file-page-unknown-text = 주소가 완전하지 않을 수 있습니다. 메일에 있는 링크를 그대로 다시 열어 주세요.
