// SPDX-License-Identifier: MIT
#include "cpu/machine_code.h"

#include <algorithm>

#include "cpu/operations.h"
#include "cpu/registers.h"

namespace thalweg::cpu {

namespace {

/// Encodings for one precision.
struct Manual {
  bool in_double;

  Encoding numbers(u8 opcode) const { return {1, u8(in_double), opcode, in_double}; }
  Encoding words(u8 in_singles, u8 in_doubles) const {
    return {1, 1, in_double ? in_doubles : in_singles, in_double};
  }
  Encoding logic(u8 opcode) const { return {1, 1, opcode, false}; }
  Encoding fused(u8 opcode) const { return {2, 1, opcode, in_double}; }
  /// k1 = a compared with b, words for equality.
  Encoding compare() const { return numbers(0xc2); }
  Encoding compare_words_to_mask() const { return {3, 1, 0x1f, in_double}; }
  Encoding blend_by_mask() const { return {2, 1, 0x65, in_double}; }
  Encoding mask_to_vector() const { return {2, 2, 0x38, in_double}; }
  Encoding vector_to_mask() const { return {2, 2, 0x39, in_double}; }
  /// AVX2.
  Encoding compare_words() const { return in_double ? Encoding{2, 1, 0x29} : Encoding{1, 1, 0x76}; }
  Encoding blend() const { return {3, 1, u8(in_double ? 0x4b : 0x4a)}; }
  Encoding broadcast(bool wide_vectors) const {
    return {2, 1, u8(in_double ? 0x19 : 0x18), in_double && wide_vectors};
  }
};
constexpr Encoding kLoad{1, 0, 0x10}, kStore{1, 0, 0x11};
constexpr int kAddWordsSingle = 0xfe;

class Writer {
 public:
  Writer(const Trace& trace, const Wiring& wiring, const Target& target)
      : operations_(operations_of(trace, wiring, target)),
        wiring_(wiring),
        target_(target),
        manual_{trace.in_double()},
        assembler_(target.bytes),
        registers_(target.bytes, operations_.values(), assembler_) {
    note_uses(trace);
    place_constants();
    write(trace);
  }

  MachineCode result() const {
    MachineCode code{constants_, constants_.size()};
    for (const u8 byte : assembler_.code()) code.bytes.push_back(std::byte(byte));
    return code;
  }

 private:
  int number_bytes() const { return manual_.in_double ? 8 : 4; }
  bool wide() const { return target_.bytes == 64; }
  bool is_constant(int value) const { return operations_.is_constant[std::size_t(value)] != 0; }
  Place place_of(const Port& port) const { return in_memory(port.array, port.index * target_.bytes); }

  void note_uses(const Trace& trace) {
    uses_.resize(std::size_t(operations_.values()));
    const auto note = [&](int value, int position) {
      if (value < 0) return;
      registers_.add_use(value, position);
      uses_[std::size_t(value)]++;
    };
    int position = 0;
    for (const Operation& o : operations_.list) {
      for (const int from : o.from) note(from, position);
      position++;
    }
    for (const Wiring::Output& output : operations_.outputs) note(output.node, position++);
    for (std::size_t i = 0; i < trace.nodes().size(); i++)
      if (trace.nodes()[i].action == Action::input && uses_[i] > 0) inputs_.push_back(int(i));
  }

  void place_constants() {
    for (int value = 0; value < operations_.values(); value++) {
      if (!is_constant(value) || uses_[std::size_t(value)] == 0) continue;
      registers_.set_home(value, in_memory(Base::constants, int(constants_.size())));
      for (int k = 0; k < target_.bytes; k++)
        constants_.push_back(
            std::byte(operations_.constant_bits[std::size_t(value)] >> 8 * (k % number_bytes())));
    }
    constants_.resize((constants_.size() + 63) / 64 * 64);
  }

  // Values that are the same for all groups, the most used ones first.
  std::vector<int> lasting(const std::vector<int>& shared) const {
    std::vector<int> all = shared;
    for (int value = 0; value < operations_.values(); value++)
      if (is_constant(value) && uses_[std::size_t(value)] > 0) all.push_back(value);
    std::stable_sort(all.begin(), all.end(),
                     [&](int a, int b) { return uses_[std::size_t(a)] > uses_[std::size_t(b)]; });
    return all;
  }

  // Most registers that the values of one group take at a time.
  int most_alive(const std::vector<int>& shared) const {
    std::vector<int> last(uses_.size(), -1), first(uses_.size(), -1);
    const int length = int(operations_.list.size());
    const auto read = [&](int value, int position) {
      if (value < 0 || is_constant(value) || std::count(shared.begin(), shared.end(), value) > 0) return;
      last[std::size_t(value)] = position;
      if (first[std::size_t(value)] < 0) first[std::size_t(value)] = position;
    };
    for (int i = 0; i < length; i++) {
      const Operation& o = operations_.list[std::size_t(i)];
      for (const int from : o.from) read(from, i);
      first[std::size_t(o.result)] = i;
    }
    for (const Wiring::Output& output : operations_.outputs) read(output.node, length);
    std::vector<int> change(std::size_t(length) + 2);
    for (std::size_t value = 0; value < uses_.size(); value++)
      if (last[value] >= 0) {
        change[std::size_t(first[value])]++;
        change[std::size_t(last[value]) + 1]--;
      }
    int alive = 0, most = 0;
    for (const int c : change) most = std::max(most, alive += c);
    return most;
  }

  void write(const Trace& trace) {
    // r10 keeps the stack pointer, r11 points to the scratch memory, rax to the constants.
    assembler_.bytes({0x49, 0x89, 0xe2, 0x48, 0x81, 0xec});
    const std::size_t scratch_size = assembler_.size();
    assembler_.word(0);
    assembler_.bytes({0x48, 0x83, 0xe4, 0xc0, 0x49, 0x89, 0xe3, 0x48, 0x8d, 0x05});
    assembler_.word(u32(-int(constants_.size() + assembler_.size() + 4)));
    assembler_.bytes({0x85, 0xc9, 0x0f, 0x8e});  // no groups: nothing to do
    const std::size_t nothing = assembler_.size();
    assembler_.word(0);

    // What lanes share is spread once; it and constants stay in the registers that the groups leave free.
    std::vector<int> shared;
    for (const int value : inputs_) {
      const Port& port = wiring_.inputs[std::size_t(trace.nodes()[std::size_t(value)].bits)];
      if (port.array != Base::shared) {
        registers_.set_home(value, place_of(port));
        continue;
      }
      const Place home = registers_.new_scratch();
      assembler_.vector(manual_.broadcast(wide()), 0, 0,
                        in_memory(Base::shared, port.index * number_bytes()));
      assembler_.vector(kStore, 0, 0, home);
      registers_.set_home(value, home);
      shared.push_back(value);
    }
    // An instruction may need three more for a moment.
    int left = registers_.count() - most_alive(shared) - 3;
    for (const int value : lasting(shared))
      if (left-- > 0) registers_.pin(value);

    const std::size_t loop = assembler_.size();
    for (const Operation& o : operations_.list) write(o);
    for (const Wiring::Output& output : operations_.outputs) {
      assembler_.vector(kStore, registers_.fetch(output.node), 0, place_of(output.to));
      registers_.release({output.node});
    }
    assembler_.bytes({0x48, 0x81, 0xc6});  // the next group
    assembler_.word(u32(wiring_.first_vectors * target_.bytes));
    assembler_.bytes({0x48, 0x81, 0xc2});
    assembler_.word(u32(wiring_.second_vectors * target_.bytes));
    assembler_.bytes({0xff, 0xc9, 0x0f, 0x85});
    assembler_.word(0);
    assembler_.patch(assembler_.size() - 4, loop);
    assembler_.patch(nothing, assembler_.size());
    assembler_.bytes({0xc5, 0xf8, 0x77, 0x4c, 0x89, 0xd4, 0xc3});  // vzeroupper; mov rsp, r10; ret
    assembler_.set_word(scratch_size, u32(64 + registers_.scratch_vectors() * target_.bytes));
  }

  void write(const Operation& o) {
    switch (o.work) {
      case Work::add:
        return write_binary(manual_.numbers(0x58), o, true);
      case Work::multiply:
        return write_binary(manual_.numbers(0x59), o, true);
      case Work::subtract:
        return write_binary(manual_.numbers(0x5c), o, false);
      case Work::divide:
        return write_binary(manual_.numbers(0x5e), o, false);
      case Work::both:
        return write_binary(manual_.logic(0xdb), o, true);
      case Work::either:
        return write_binary(manual_.logic(0xeb), o, true);
      case Work::differ:
        return write_binary(manual_.logic(0xef), o, true);
      case Work::add_words:
        return write_binary(manual_.words(kAddWordsSingle, 0xd4), o, true);
      case Work::subtract_words:
        return write_binary(manual_.words(0xfa, 0xfb), o, false);
      case Work::root:
        return write_root(o);
      case Work::copy:
        return write_copy(o);
      case Work::shift_left:
        return write_shift(o, 6);
      case Work::shift_right:
        return write_shift(o, 2);
      case Work::compare:
      case Work::compare_words:
        return write_comparison(o);
      case Work::select:
        return write_select(o);
      case Work::compare_select:
      case Work::compare_words_select:
        return write_compare_select(o);
      case Work::multiply_add:
        return write_fused(o, 0x98);
      case Work::multiply_subtract:
        return write_fused(o, 0x9a);
      case Work::subtract_product:
        return write_fused(o, 0x9c);
    }
  }

  void write_binary(const Encoding& e, const Operation& o, bool commutes) {
    int a = o.from[0], b = o.from[1];
    if (commutes && !registers_.is_in_register(a) && (registers_.is_in_register(b) || is_constant(a)))
      std::swap(a, b);
    const int left = registers_.fetch(a);
    const Place right = registers_.find(b);
    registers_.release({a, b});
    assembler_.vector(e, registers_.place_result(o.result), left, right);
  }

  void write_root(const Operation& o) {
    const Place a = registers_.find(o.from[0]);
    registers_.release({o.from[0]});
    assembler_.vector(manual_.numbers(0x51), registers_.place_result(o.result), 0, a);
  }

  void write_copy(const Operation& o) {
    const Place a = registers_.find(o.from[0]);
    registers_.release({o.from[0]});
    assembler_.vector(kLoad, registers_.place_result(o.result), 0, a);
  }

  // The manual's /6 or /2: which shift it is stands where other instructions name a register.
  void write_shift(const Operation& o, int which) {
    const int a = registers_.fetch(o.from[0]);
    registers_.release({o.from[0]});
    const int to = registers_.place_result(o.result);
    assembler_.vector(manual_.words(0x72, 0x73), which, to, in_register(a), o.detail);
  }

  /// k1 = a compared with b.
  void write_mask(bool of_words, int a, int b, int comparison) {
    const int left = registers_.fetch(a);
    const Place right = registers_.find(b);
    assembler_.vector(of_words ? manual_.compare_words_to_mask() : manual_.compare(), 1, left, right,
                      comparison);
  }

  void write_comparison(const Operation& o) {
    const int a = o.from[0], b = o.from[1];
    const bool of_words = o.work == Work::compare_words;
    if (wide()) {
      write_mask(of_words, a, b, o.detail);
      registers_.release({a, b});
      assembler_.vector(manual_.mask_to_vector(), registers_.place_result(o.result), 0, in_register(1));
      return;
    }
    const int left = registers_.fetch(a);
    const Place right = registers_.find(b);
    registers_.release({a, b});
    const int to = registers_.place_result(o.result);
    if (of_words)
      assembler_.vector(manual_.compare_words(), to, left, right);
    else
      assembler_.vector(manual_.compare(), to, left, right, o.detail);
  }

  void write_select(const Operation& o) {
    const int mask = registers_.fetch(o.from[0]), no = registers_.fetch(o.from[2]);
    const Place yes = registers_.find(o.from[1]);
    if (wide()) assembler_.vector(manual_.vector_to_mask(), 1, 0, in_register(mask));
    registers_.release({o.from[0], o.from[1], o.from[2]});
    const int to = registers_.place_result(o.result);
    if (wide())
      assembler_.vector(manual_.blend_by_mask(), to, no, yes, -1, 1);
    else
      assembler_.vector(manual_.blend(), to, no, yes, mask << 4);
  }

  void write_compare_select(const Operation& o) {
    write_mask(o.work == Work::compare_words_select, o.from[0], o.from[1], o.detail);
    const int no = registers_.fetch(o.from[3]);
    const Place yes = registers_.find(o.from[2]);
    registers_.release({o.from[0], o.from[1], o.from[2], o.from[3]});
    assembler_.vector(manual_.blend_by_mask(), registers_.place_result(o.result), no, yes, -1, 1);
  }

  // a b + c overwrites one of the three, best one that is not needed again.  opcode: of the form that
  // computes to * right + left; the others follow at 0x10 (left * to + right) and 0x20 (left * right + to).
  void write_fused(const Operation& o, int opcode) {
    int a = o.from[0], b = o.from[1];
    const int c = o.from[2];
    const auto ends_here = [&](int value) {
      return registers_.is_in_register(value) && registers_.is_last_use(value);
    };
    if (!ends_here(a) && ends_here(b)) std::swap(a, b);
    const bool over_product = ends_here(a) && a != b && a != c && !(ends_here(c) && c != b);
    if (over_product) {
      registers_.fetch(a);
      // Of b and c one may stay in memory.
      if (registers_.is_in_register(b) || !registers_.is_in_register(c)) {
        const int left = registers_.fetch(b);
        const Place right = registers_.find(c);
        const int to = registers_.take_over(o.result, a);
        assembler_.vector(manual_.fused(u8(opcode + 0x10)), to, left, right);
      } else {
        const int left = registers_.fetch(c);
        const Place right = registers_.find(b);
        const int to = registers_.take_over(o.result, a);
        assembler_.vector(manual_.fused(u8(opcode)), to, left, right);
      }
      return registers_.release({a, b, c});
    }
    if (!registers_.is_in_register(a) && registers_.is_in_register(b)) std::swap(a, b);
    const int left = registers_.fetch(a);
    const Place right = registers_.find(b);
    int to;
    if (ends_here(c) && c != a && c != b) {
      to = registers_.take_over(o.result, c);
    } else {
      const Place from = registers_.find(c);
      to = registers_.place_result(o.result);
      assembler_.vector(kLoad, to, 0, from);
    }
    assembler_.vector(manual_.fused(u8(opcode + 0x20)), to, left, right);
    registers_.release({a, b, c});
  }

  Operations operations_;
  const Wiring& wiring_;
  Target target_;
  Manual manual_;
  Assembler assembler_;
  Registers registers_;
  std::vector<int> uses_, inputs_;
  std::vector<std::byte> constants_;
};

}  // namespace

MachineCode machine_code(const Trace& trace, const Wiring& wiring, const Target& target) {
  return Writer(trace, wiring, target).result();
}

}  // namespace thalweg::cpu
