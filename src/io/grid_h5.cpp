// SPDX-License-Identifier: MIT
// The file is made in memory by libhdf5 and written as every other one, whole or not at all.
#include <hdf5.h>
#include <hdf5_hl.h>

#include <string>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/grid.h"

namespace thalweg {

namespace {

/// Closes what libhdf5 opened.
class Handle {
 public:
  Handle(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {
    if (id < 0) throw Error("libhdf5 refused to make a file in memory");
  }
  ~Handle() { close_(id_); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  operator hid_t() const { return id_; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

void check(herr_t status) {
  if (status < 0) throw Error("libhdf5 refused to make a file in memory");
}

void put(hid_t file, const char* name, const std::vector<hsize_t>& shape, const double* values) {
  check(H5LTmake_dataset_double(file, name, int(shape.size()), shape.data(), values));
}

std::vector<double> axis(const LossGrid& grid, int k) {
  std::vector<double> nodes;
  for (int i = 0; i < grid.n; i++) nodes.push_back(node(grid, k, i));
  return nodes;
}

std::string file_image(const LossGrid& grid, const std::string& about) {
  constexpr std::size_t kIncrement = std::size_t(1) << 20;
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  check(H5Pset_fapl_core(access, kIncrement, false));
  const Handle file(H5Fcreate("thalweg.h5", H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose);
  const auto n = hsize_t(grid.n);
  check(H5LTmake_dataset_string(file, "dir_file", about.c_str()));
  put(file, "xcoordinates", {n}, axis(grid, 0).data());
  if (grid.weights > 1) put(file, "ycoordinates", {n}, axis(grid, 1).data());
  put(file, "train_loss", grid.weights > 1 ? std::vector<hsize_t>{n, n} : std::vector<hsize_t>{n},
      grid.loss.data());
  check(H5Fflush(file, H5F_SCOPE_GLOBAL));
  const ssize_t size = H5Fget_file_image(file, nullptr, 0);
  if (size <= 0) throw Error("libhdf5 refused to make a file in memory");
  std::string image(std::size_t(size), '\0');
  if (H5Fget_file_image(file, image.data(), image.size()) != size)
    throw Error("libhdf5 refused to make a file in memory");
  return image;
}

}  // namespace

void write_grid_h5(const std::filesystem::path& path, const LossGrid& grid, const std::string& about) {
  if (grid.weights > 2)
    throw InputError("an .h5 file holds losses over one or two weights (accepted: .npy, .csv, .vti)");
  write_file(path, {file_image(grid, about)});
}

}  // namespace thalweg
