from service.storage.rates import WINDOW, Rates
from service.storage.redis_index import connect


def test_a_key_has_so_many_requests_in_a_minute(redis_url: str) -> None:
    redis = connect(redis_url)
    rates = Rates(redis)
    quotas = [rates.count("one", 3) for _ in range(5)]
    assert [quota.left for quota in quotas] == [2, 1, 0, 0, 0]
    assert [quota.exceeded for quota in quotas] == [False, False, False, True, True]
    assert all(0 < quota.seconds <= WINDOW for quota in quotas)
    assert not Rates(connect(redis_url)).count("two", 3).exceeded
    redis.expire("audit:rate:one", 0)
    assert rates.count("one", 3).left == 2
