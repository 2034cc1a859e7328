### What pages of the server say when something is wrong.
error-not-found-title = 페이지를 찾을 수 없습니다
error-not-found-text = 주소가 잘못되었거나 페이지가 삭제되었을 수 있습니다.
error-server-title = 서버에 문제가 발생했습니다
error-server-text = 잠시 후 다시 시도해 주세요. 문제가 계속되면 아래 번호를 알려 주세요.
# $id: finds the request in the server's log
error-request-id = 요청 번호: { $id }
error-unavailable-title = 잠시 후 다시 이용하실 수 있습니다
error-unavailable-text = 점검 중이거나 이용자가 많습니다. 몇 분 뒤 다시 시도해 주세요.
error-expired-title = 더 이상 사용할 수 없는 링크입니다
error-expired-text = 이미 사용되었거나 유효 기간이 지났습니다. 새 링크를 요청해 주세요.
error-bad-request-title = 요청을 처리할 수 없습니다
error-bad-request-text = 이전 페이지로 돌아가 다시 시도해 주세요.
error-too-large-title = 용량이 너무 큽니다
# $size: the most that is taken, such as "25 MB"
error-too-large-text = 한 번에 최대 { $size }까지 보낼 수 있습니다.
error-too-often-title = 시도 횟수가 너무 많습니다
# $duration: such as "2 minutes"
error-too-often-text = { $duration } 후에 다시 시도해 주세요.
error-back = 첫 페이지로 돌아가기
