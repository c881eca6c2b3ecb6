#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

// The same work on many things, by several threads, with the results in the order of the things.
namespace dengbao {

// Inside of `in_order`.
template <typename Next, typename Work, typename Put>
class OrderedRun {
 public:
  using Thing = typename std::invoke_result_t<Next&>::value_type;
  using Result = std::invoke_result_t<Work&, Thing&&>;

  OrderedRun(std::size_t jobs, Next& next, Work& work, Put& put)
      : ahead_(4 * jobs), next_(next), work_(work), put_(put) {}

  // What each thread does until there is nothing left.
  void help() noexcept {
    try {
      while (auto taken = take()) {
        auto result = work_(std::move(taken->second));
        hand_in(taken->first, std::move(result));
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!fault_) fault_ = std::current_exception();
      stop();
    }
  }

  void rethrow() const {
    if (fault_) std::rethrow_exception(fault_);
  }

 private:
  using Numbered = std::pair<std::size_t, Thing>;

  // One thread asks at a time, and none that is far ahead of the oldest thing in work.
  auto take() -> std::optional<Numbered> {
    const std::lock_guard asking(asking_);
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [&] { return stopped_ || taken_ - put_count_ < ahead_; });
      if (stopped_) return std::nullopt;
    }
    auto thing = next_();
    const std::lock_guard lock(mutex_);
    if (!thing) stop();
    return thing ? std::optional<Numbered>(std::in_place, taken_++, std::move(*thing)) : std::nullopt;
  }

  // Puts down what is next in order, unless another thread is doing so: that one goes on to this result.
  void hand_in(std::size_t number, Result result) {
    std::unique_lock lock(mutex_);
    done_.emplace(number, std::move(result));
    if (putting_) return;
    putting_ = true;
    while (!enough_ && !done_.empty() && done_.begin()->first == put_count_) {
      auto first = done_.extract(done_.begin());
      lock.unlock();
      const bool more = put_(std::move(first.mapped()));
      lock.lock();
      ++put_count_;
      if (!more) {
        enough_ = true;
        stop();
      }
      room_.notify_all();
    }
    putting_ = false;
  }

  void stop() {
    stopped_ = true;
    room_.notify_all();
  }

  const std::size_t ahead_;
  Next& next_;
  Work& work_;
  Put& put_;
  std::mutex asking_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable room_;
  std::map<std::size_t, Result> done_;  // and not yet put
  std::size_t taken_ = 0;
  std::size_t put_count_ = 0;
  bool putting_ = false;
  bool stopped_ = false;  // nothing more is taken
  bool enough_ = false;   // nothing more is put
  std::exception_ptr fault_;
};

// Asks `next() -> optional<Thing>` until it gives nothing, gives each thing to `work(Thing&&) -> Result` on up to
// `jobs` threads (this one among them), and its result to `put(Result&&) -> bool` in the order of the things; `put`
// ends it all by saying false. `next` and `put` are called by one thread at a time. Few things exist at once, however
// many come. What one of the three throws ends it all, and is thrown again here.
template <typename Next, typename Work, typename Put>
void in_order(std::size_t jobs, Next next, Work work, Put put) {
  OrderedRun<Next, Work, Put> run(jobs, next, work, put);
  std::vector<std::jthread> threads;
  for (std::size_t count = 1; count < jobs; ++count) threads.emplace_back([&run] { run.help(); });
  run.help();
  threads.clear();  // waits for them
  run.rethrow();
}

}  // namespace dengbao
