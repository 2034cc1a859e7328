# Mails that lie in files
import-title = 파일에서 메일 가져오기
import-text = 지난 메일을 가져옵니다. 대화는 원래 날짜에 해결된 상태로 놓이며, 아무것도 발송되지 않고 알림도 가지 않습니다. 이미 있는 메일은 다시 가져오지 않습니다.
import-files = 파일
import-files-hint = mbox, zip, .eml 파일(최대 4GB). 더 큰 파일은 서버에서 “tillside import-mail”로 읽습니다.
import-waiting = 아직 답변을 기다리는 고객
import-waiting-none = 모두 해결됨으로
import-waiting-none-hint = 모든 대화가 해결됨이 됩니다. 고객이 다시 쓰면 열립니다.
import-waiting-open = 최근 며칠간 기다리는 대화는 열기
import-waiting-open-hint = 마지막 메일이 이 기간 안에 고객이 보낸 것이면 대화가 열린 상태가 됩니다.
import-days = 일수
import-begin = 가져오기
# $share: such as "12 %"
import-sending = 파일을 보내는 중: { $share }
import-sent = 파일이 도착했습니다.
import-list = 가져온 파일
import-none = 이 메일함으로 가져온 파일이 아직 없습니다.
import-state-waiting = 대기 중
import-state-running = 읽는 중
import-state-done = 완료
import-state-cancelled = 중지됨
import-state-failed = 계속할 수 없음
# $count: number of mails
import-stored = { $count ->
    [one] 메일 { $count }통을 가져옴
   *[other] 메일 { $count }통을 가져옴
}
import-repeated = { $count }통은 이미 있음
import-skipped = { $count }통은 건너뜀
# $done, $total: such as "12 MB"
import-bytes = { $total } 중 { $done }
import-rate = 초당 { $rate }통
import-stop = 중지
import-stop-title = { $name } 읽기를 중지할까요?
import-stop-text = 이미 가져온 메일은 남습니다. 이어서 하려면 파일을 다시 보내세요. 같은 메일은 두 번 가져오지 않습니다.
import-skips-show = 건너뛴 항목
import-skips-hide = 숨기기
import-skips-more = … 외 { $count }건
# $line, $offset: numbers
import-place = { $line }행, { $offset }바이트
import-skip-too-large = 너무 큼
import-skip-not-a-mail = 메일이 아님
import-skip-unreadable = 파일을 읽을 수 없음
import-skip-rejected = 고객 메일이 아님
import-skip-failed = 저장하지 못함
audit-mail-import-begun = 파일에서 메일 가져오기 시작
audit-mail-import-cancelled = 파일에서 메일 가져오기 중지
history-imported = 이전 메일에서 가져옴
evidence-named-by-later = 이 대화의 이후 메일이 이 메일에 답한 것입니다.

# Machines that answer each other
silence-title = 자동 메일을 받지 않는 주소
silence-text = 우리 메일에 자동으로 답하는 기계처럼 보이는 주소입니다. 기한까지 자동 메일은 가지 않으며, 직접 쓰는 것은 계속할 수 있습니다.
silence-address = 이메일 주소
silence-why = 이유
silence-why-flood = 몇 분 사이에 매우 많은 메일
silence-why-repeats = 같은 내용이 되풀이됨
silence-why-auto-replies = 자동 응답이 이어짐
silence-until = 기한
silence-end = 끝내기
silence-ended = 이 주소로 다시 자동 메일을 보낼 수 있습니다.
# $time: date and time
silence-banner = { $time }까지 { $address } 주소로 자동 메일을 보내지 않습니다.
history-silenced = 이 고객에게 가는 자동 메일을 중지함: 기계가 보낸 메일처럼 보임
history-silence-ended = 이 고객에게 가는 자동 메일을 다시 허용함
audit-mail-silence-ended = 주소로의 자동 메일 재허용
delivery-not-seen-suppressed = 읽지 않았습니다. 방문자의 주소로는 메일을 보내지 않습니다.
delivery-not-seen-silenced = 읽지 않았습니다. 지금은 방문자의 주소로 자동 메일을 보내지 않습니다.
problem-address-silenced = 지금은 이 주소로 자동 메일을 보내지 않습니다.
